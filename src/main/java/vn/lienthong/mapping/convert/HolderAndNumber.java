package vn.lienthong.mapping.convert;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A value that joins what is known of the holder with the holder's number: {@code Công ty TNHH A|0199…}. */
record HolderAndNumber(String holder, String number, Kind kind) {

    enum Kind {
        CITIZEN,
        ENTERPRISE,
        UNKNOWN
    }

    /** By law these words are in the name, and it begins with them: Law on Enterprises 2020, art. 37; Law on Cooperatives. */
    private static final List<String> LEGAL_FORMS = List.of(
            "công ty",
            "doanh nghiệp",
            "hợp tác xã",
            "liên hiệp hợp tác xã",
            "tổng công ty",
            "tập đoàn",
            "chi nhánh",
            "trung tâm",
            "văn phòng đại diện",
            "hiệp hội",
            "viện",
            "trường");

    static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00A0]+", " ")
                .strip();
    }

    /** Whether the text begins with these words, whole words only. */
    static boolean begins(String text, String words) {
        return (text + " ").startsWith(words + " ");
    }

    /** Takes joined values apart, as declared. */
    static final class Reader {

        private final String separator;
        private final List<String> citizens;
        private final List<String> enterprises;

        Reader(Options options) {
            this.separator = options.text("holder", "");
            this.citizens = options.texts("citizen").stream()
                    .map(HolderAndNumber::words)
                    .toList();
            this.enterprises = options.texts("enterprise").stream()
                    .map(HolderAndNumber::words)
                    .toList();
        }

        /** With only one of the two there, digits are the number and anything else the holder. */
        HolderAndNumber read(JsonNode value) {
            String text = value.asString("").strip();
            int cut = separator.isEmpty() ? -1 : text.lastIndexOf(separator);
            if (separator.isEmpty() || cut < 0 && text.matches("[\\d .]+")) {
                return new HolderAndNumber("", text, Kind.UNKNOWN);
            }
            String holder = words(cut < 0 ? text : text.substring(0, cut));
            String number =
                    cut < 0 ? "" : text.substring(cut + separator.length()).strip();
            return new HolderAndNumber(holder, number, kind(holder));
        }

        private Kind kind(String holder) {
            if (citizens.contains(holder)) {
                return Kind.CITIZEN;
            }
            boolean firm = enterprises.contains(holder) || LEGAL_FORMS.stream().anyMatch(form -> begins(holder, form));
            return firm ? Kind.ENTERPRISE : Kind.UNKNOWN;
        }
    }
}
