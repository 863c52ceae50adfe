package vn.lienthong.mapping.convert;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The number of an identity paper or a tax code. Where a spreadsheet took it for a number, leading zeros are gone. They are
 * put back, with a warning, only on proof: eleven digits that with the 0 name a province and a century can only be an identity
 * card (12), eight only an old one (9), nine digits of a firm whose tenth, with the 0, is the right check digit only a tax code
 * (10). Where zeros may be gone and it is not proven how many, the record is refused: a number is never made up. One that is
 * merely odd is passed on as it is, with a warning; one that a spreadsheet has cut short ({@code 7,9186E+10}) is refused,
 * and so are words ({@code NULL}, {@code không có}): no paper has a number without a digit.
 *
 * <p>Option {@code holder}: a separator; the value is then "holder|number", and the holder says whether a person or a firm
 * has the number: by a word in {@code citizen} or {@code enterprise}, or by the legal form its name begins with.
 */
final class IdentityNumber implements Conversion {

    /** How a spreadsheet shows, and then saves, a number for which its column is too narrow. */
    private static final Pattern SHORTENED = Pattern.compile("\\d([.,]\\d+)?[Ee]\\+\\d{1,3}|#+");

    private static final int SHORTEST_GROUP = 3;
    private static final int OLD_CARD = 9;
    private static final int TAX_CODE = 10;

    private final HolderAndNumber.Reader reader;

    IdentityNumber(Options options) {
        this.reader = new HolderAndNumber.Reader(options);
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        HolderAndNumber given = reader.read(value);
        String plain = plain(given.number());
        if (plain.isEmpty()) {
            return "";
        }
        if (SHORTENED.matcher(given.number()).matches()) {
            throw new Unconvertible("convert.identity-number-shortened", Map.of());
        }
        if (plain.chars().noneMatch(Character::isDigit)) {
            throw new Unconvertible("convert.identity-number-without-digits", Map.of());
        }
        if (isZeroGone(plain, given.kind())) {
            notes.warn("convert.leading-zero-restored", Map.of());
            return "0" + plain;
        }
        if (mayZerosBeGone(plain, given.kind())) {
            throw new Unconvertible(
                    "convert.identity-number-lost-zeros", Map.of("length", Integer.toString(plain.length())));
        }
        if (mayBeShortTaxCode(plain, given.kind())
                && (value.isNumber() || !given.holder().isEmpty())) {
            notes.warn("convert.identity-number-unsure", Map.of());
        } else if (!isUsual(plain, given.kind())) {
            notes.warn("convert.identity-number-odd", Map.of("length", Integer.toString(plain.length())));
        }
        return plain;
    }

    /** Without what groups digits; {@code 79186000123.5} is no group, and {@code 79186000123.0} has a program's fraction. */
    private static String plain(String number) {
        String whole = Scan.withoutZeroFraction(number);
        int last = whole.lastIndexOf('.');
        boolean fraction = last >= 0 && whole.length() - last <= SHORTEST_GROUP;
        return Scan.without(fraction ? "" : ".", whole);
    }

    /** Proven: with one 0 it is a number of the right length and make, and without it of none. */
    private static boolean isZeroGone(String number, HolderAndNumber.Kind kind) {
        if (!isWithoutZero(number)) {
            return false;
        }
        return switch (kind) {
            case ENTERPRISE -> number.length() == TAX_CODE - 1 && TaxCode.isRight("0" + number);
            case CITIZEN, UNKNOWN -> number.length() == OLD_CARD - 1 || CitizenNumber.isPossible("0" + number);
        };
    }

    /** Of a length that a number gets by losing zeros and no other way, but not proven. */
    private static boolean mayZerosBeGone(String number, HolderAndNumber.Kind kind) {
        if (!isWithoutZero(number)) {
            return false;
        }
        boolean card = number.length() == CitizenNumber.LENGTH - 1
                || number.length() == CitizenNumber.LENGTH - 2
                        && CitizenNumber.isPossible("00" + number)
                        && !TaxCode.isRight(number);
        return switch (kind) {
            case ENTERPRISE -> number.length() == TAX_CODE - 1 || number.length() == CitizenNumber.LENGTH - 1;
            case CITIZEN, UNKNOWN -> card;
        };
    }

    /** Digits only, and the first is none that a spreadsheet would have dropped. */
    private static boolean isWithoutZero(String number) {
        return number.charAt(0) != '0' && Scan.isNumber(number, 1, CitizenNumber.LENGTH);
    }

    /** Nine digits of a holder we cannot tell: an old identity card, or a tax code that has lost its 0. */
    private static boolean mayBeShortTaxCode(String number, HolderAndNumber.Kind kind) {
        return kind == HolderAndNumber.Kind.UNKNOWN && number.length() == OLD_CARD && TaxCode.isRight("0" + number);
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
