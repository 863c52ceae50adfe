package vn.lienthong.mapping.convert;

import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.LetterCase;
import vn.lienthong.mapping.text.Nfc;

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
        return Scan.blanksAsOne(LetterCase.small(Nfc.of(text))).strip();
    }

    /** Whether the text begins with these words, whole words only. */
    static boolean begins(String text, String words) {
        return text.startsWith(words) && (text.length() == words.length() || text.charAt(words.length()) == ' ');
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
            String text = Scan.seen(value);
            int cut = separator.isEmpty() ? -1 : cut(text);
            if (separator.isEmpty() || cut < 0 && isNumber(text)) {
                return new HolderAndNumber("", text, Kind.UNKNOWN);
            }
            String holder = words(cut < 0 ? text : text.substring(0, cut));
            String number =
                    cut < 0 ? "" : text.substring(cut + separator.length()).strip();
            return new HolderAndNumber(holder, number, kind(holder));
        }

        /**
         * Before the number. A name may hold the separator, and so may a field with several numbers: none of them may get lost,
         * so the number is all that follows a declared word, and else all that is digits up to the end.
         */
        private int cut(String text) {
            int first = text.indexOf(separator);
            String word = first < 0 ? "" : words(text.substring(0, first));
            if (first < 0 || citizens.contains(word) || enterprises.contains(word)) {
                return first;
            }
            int cut = text.lastIndexOf(separator);
            while (cut > first) {
                int before = text.lastIndexOf(separator, cut - 1);
                String part = text.substring(before + separator.length(), cut).strip();
                if (!part.isEmpty() && !isNumber(part)) {
                    break;
                }
                cut = before;
            }
            return cut;
        }

        private Kind kind(String holder) {
            if (citizens.contains(holder)) {
                return Kind.CITIZEN;
            }
            return enterprises.contains(holder) || hasLegalForm(holder) ? Kind.ENTERPRISE : Kind.UNKNOWN;
        }

        private static boolean hasLegalForm(String holder) {
            for (String form : LEGAL_FORMS) {
                if (begins(holder, form)) {
                    return true;
                }
            }
            return false;
        }

        /** Digits, and what groups them. */
        private static boolean isNumber(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!Scan.isDigit(c) && !Scan.isBlank(c) && c != '.') {
                    return false;
                }
            }
            return !text.isEmpty();
        }
    }
}
