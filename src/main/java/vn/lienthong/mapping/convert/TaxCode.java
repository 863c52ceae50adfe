package vn.lienthong.mapping.convert;

/** The check digit of a tax code: the tenth digit is ten less the weighted sum of the first nine, modulo eleven. */
public final class TaxCode {

    private static final int[] WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

    private TaxCode() {}

    public static boolean isRight(String tenDigits) {
        if (!Scan.isNumber(tenDigits, 10, 10)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (tenDigits.charAt(i) - '0');
        }
        return 10 - sum % 11 == tenDigits.charAt(9) - '0';
    }
}
