package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The number of an identity paper or a tax code. Where a spreadsheet took it for a number, leading zeros are gone; they
 * are put back only on proof: eleven digits can only be an identity card (12), eight only an old one (9), nine digits of a
 * firm whose tenth, with the 0, is the right check digit only a tax code (10). Anything else of an odd length is passed on as
 * it is, with a warning: a number is never made up.
 *
 * <p>Option {@code holder}: a separator; the value is then "holder|number", and the holder says whether a person or a firm
 * has the number: by a word in {@code citizen} or {@code enterprise}, or by the legal form its name begins with.
 */
final class IdentityNumber implements Conversion {

    private final HolderAndNumber.Reader reader;

    IdentityNumber(Options options) {
        this.reader = new HolderAndNumber.Reader(options);
    }

    @Override
    public Object apply(JsonNode value, Notes notes) {
        HolderAndNumber given = reader.read(value);
        String plain = Scan.without(".", given.number());
        if (plain.isEmpty()) {
            return "";
        }
        String padded = padded(plain, given.kind());
        if (!padded.equals(plain)) {
            notes.warn("convert.leading-zero-restored", Map.of());
        } else if (mayBeShortTaxCode(plain, given.kind())
                && (value.isNumber() || !given.holder().isEmpty())) {
            notes.warn("convert.identity-number-unsure", Map.of());
        } else if (!isUsual(plain, given.kind())) {
            notes.warn("convert.identity-number-odd", Map.of("length", Integer.toString(plain.length())));
        }
        return padded;
    }

    private static String padded(String number, HolderAndNumber.Kind kind) {
        boolean firm = kind == HolderAndNumber.Kind.ENTERPRISE;
        boolean proven = firm
                ? number.length() == 9 && TaxCode.isRight("0" + number)
                : Scan.isNumber(number, 8, 8) || Scan.isNumber(number, 11, 11);
        return proven ? "0" + number : number;
    }

    /** Nine digits of a holder we cannot tell: an old identity card, or a tax code that has lost its 0. */
    private static boolean mayBeShortTaxCode(String number, HolderAndNumber.Kind kind) {
        return kind == HolderAndNumber.Kind.UNKNOWN && number.length() == 9 && TaxCode.isRight("0" + number);
    }

    private static boolean isUsual(String number, HolderAndNumber.Kind kind) {
        return switch (kind) {
            case CITIZEN -> isOfPerson(number) || Scan.isNumber(number, 10, 10) && TaxCode.isRight(number);
            case ENTERPRISE -> isOfFirm(number);
            case UNKNOWN -> isOfPerson(number) || isOfFirm(number);
        };
    }

    /** {@code \d{9}|\d{12}}, or a passport: {@code [A-Z]\d{7,8}}. */
    private static boolean isOfPerson(String number) {
        int length = number.length();
        boolean passport = (length == 8 || length == 9)
                && number.charAt(0) >= 'A'
                && number.charAt(0) <= 'Z'
                && Scan.areDigits(number, 1, length);
        return passport || Scan.isNumber(number, 9, 9) || Scan.isNumber(number, 12, 12);
    }

    /** {@code \d{10}(-?\d{3})?} with its check digit right, or {@code \d{12}}. */
    private static boolean isOfFirm(String number) {
        int length = number.length();
        boolean branch = length == 13 || length == 14 && number.charAt(10) == '-';
        boolean shape = (length == 10 || branch)
                && Scan.areDigits(number, 0, 10)
                && Scan.areDigits(number, Math.max(10, length - 3), length);
        return shape && TaxCode.isRight(number.substring(0, 10)) || Scan.isNumber(number, 12, 12);
    }
}
