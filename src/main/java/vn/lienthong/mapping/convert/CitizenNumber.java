package vn.lienthong.mapping.convert;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The twelve digits of a citizen's identity card, by Decree 137/2015/NĐ-CP, art. 13: three for the province of birth, one for
 * century and sex, two for the year, six by chance.
 */
final class CitizenNumber {

    static final int LENGTH = 12;

    /** The provinces' codes in the registry of residents, of the 63 before July 2025; the 34 of today are among them. */
    private static final BitSet PROVINCES = IntStream.of(
                    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38,
                    40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80,
                    82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96)
            .collect(BitSet::new, BitSet::set, BitSet::or);

    /** 0 and 1 are the 20th century, 2 and 3 the 21st. */
    private static final char LAST_CENTURY = '3';

    private CitizenNumber() {}

    /** Whether somebody born in Vietnam can have it. */
    static boolean isPossible(String number) {
        return Scan.isNumber(number, LENGTH, LENGTH)
                && PROVINCES.get(Integer.parseInt(number, 0, 3, 10))
                && number.charAt(3) <= LAST_CENTURY;
    }
}
