package vn.lienthong.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.lienthong.agreement.Agreement.Difference;
import vn.lienthong.dossier.CsvLine;

/** The differences of an agreement for a spreadsheet: UTF-8 with BOM, commas, CRLF. */
public final class AgreementCsv {

    private static final String HEADER = CsvLine.BYTE_ORDER_MARK + "dossier,code,says,advice,delivery\r\n";

    private AgreementCsv() {}

    public static String of(List<Difference> differences, Locale language) {
        return differences.stream()
                .map(difference -> line(difference, language))
                .collect(Collectors.joining("", HEADER, ""));
    }

    private static String line(Difference difference, Locale language) {
        return CsvLine.of(Arrays.asList(
                difference.dossier(),
                difference.problem().code(),
                difference.problem().says(language),
                difference.problem().advice(language),
                difference.delivery() == null ? null : difference.delivery().toString()));
    }
}
