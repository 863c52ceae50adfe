package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    /** Every shape that the ministry's exports have, and those of programs they use. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    dd/MM/yyyy HH:mm            | 09/11/2020 15:39              | 20201109153900
                    dd/MM/yyyy HH:mm            | 09/11/2020  15:39             | 20201109153900
                    dd/MM/yyyy HH:mm:ss         | 23/11/2018 08:30:47           | 20181123083047
                    dd/MM/yyyy                  | 29/02/2024                    | 20240229000000
                    d/M/yyyy                    | 9/1/2020                      | 20200109000000
                    d/M/yyyy H:mm               | 9/1/2020 8:05                 | 20200109080500
                    dd-MM-yyyy                  | 12-02-2007                    | 20070212000000
                    yyyyMMddHHmmss              | 20230213104458                | 20230213104458
                    yyyyMMdd                    | 20230213                      | 20230213000000
                    yyyy-MM-dd HH:mm:ss.SSS     | 2022-10-13 10:53:15.003       | 20221013105315
                    MM/dd/yyyy hh:mm:ss a       | 02/13/2023 10:44:58 PM        | 20230213224458
                    dd/MM/yyyy[ HH:mm]          | 13/02/2023                    | 20230213000000
                    HH:mm dd/MM/yyyy            | 15:39 09/11/2020              | 20201109153900
                    'ngày' dd 'tháng' MM 'năm' yyyy | ngày 09 tháng 11 năm 2020 | 20201109000000
                    iso                         | 2024-03-15T08:05:12+07:00     | 20240315080512
                    iso                         | 2024-03-15T08:05:12+0700      | 20240315080512
                    iso                         | 2024-03-15T01:05:12Z          | 20240315080512
                    iso                         | 2024-03-15T01:05:12.345Z      | 20240315080512
                    iso                         | 2024-12-31T23:30:00-01:00     | 20250101073000
                    iso                         | 2024-03-15 08:05              | 20240315080500
                    iso                         | 2024-03-15                    | 20240315000000
                    excel                       | 45180                         | 20230911000000
                    excel                       | 45180.35625                   | 20230911083300
                    excel                       | 45180,5                       | 20230911120000
                    excel                       | 2025-09-09T08:32:48           | 20250909083248
                    excel-1904                  | 43718                         | 20230911000000
                    """)
    void every_shape_of_the_exports_is_read(String shape, String text, String result) {
        assertThat(Converted.text("npsp-datetime", shape(shape), text).result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dd/MM/yyyy HH:mm | 31/11/2020 09:15       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 29/02/2023 08:00       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 29/02/2100 08:00       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 15/13/2025 08:00       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 00/01/2020 08:00       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 01/01/2020 24:00       | convert.no-such-date
                    dd/MM/yyyy HH:mm | 01/01/2020 08:60       | convert.no-such-date
                    iso              | 2024-03-15T08:05:12+24:00 | convert.no-such-date
                    iso              | 2024-03-15T08:05:12+07:60 | convert.not-a-date
                    iso              | 2024-03-15T08:05:12+19:00 | convert.no-such-date
                    dd/MM/yyyy HH:mm | 9/11/2020 15:39        | convert.not-a-date
                    dd/MM/yyyy HH:mm | 09/11/20 15:39         | convert.not-a-date
                    dd/MM/yyyy HH:mm | 09-11-2020 15:39       | convert.not-a-date
                    dd/MM/yyyy HH:mm | 09/11/2020             | convert.not-a-date
                    dd/MM/yyyy HH:mm | 09/11/2020 15:39 x     | convert.not-a-date
                    dd/MM/yyyy HH:mm | ٠٩/١١/٢٠٢٠ ١٥:٣٩       | convert.not-a-date
                    dd/MM/yyyy HH:mm | 45180                  | convert.not-a-date
                    dd/MM/yyyy HH:mm | hôm qua                | convert.not-a-date
                    dd/MM/yyyy HH:mm | 02/01/1900 00:00       | convert.implausible-date
                    dd/MM/yyyy HH:mm | 30/12/1899 00:00       | convert.implausible-date
                    dd/MM/yyyy HH:mm | 31/12/2099 00:00       | convert.implausible-date
                    dd/MM/yyyy HH:mm | 31/12/9999 23:59       | convert.implausible-date
                    dd/MM/yyyy HH:mm | 01/01/2567 08:00       | convert.implausible-date
                    yyyyMMddHHmmss   | 00000000000000         | convert.no-such-date
                    yyyyMMddHHmmss   | 2023021310445          | convert.not-a-date
                    iso              | 2024-02-30T08:00:00    | convert.no-such-date
                    iso              | 2024-03-15T25:00:00    | convert.no-such-date
                    iso              | 0001-01-01T00:00:00    | convert.implausible-date
                    iso              | 0000-00-00 00:00:00    | convert.no-such-date
                    iso              | 15/03/2024             | convert.not-a-date
                    excel            | 60                     | convert.no-such-date
                    excel            | 0                      | convert.no-such-date
                    excel            | 2                      | convert.implausible-date
                    excel            | 2958466                | convert.no-such-date
                    excel            | -1                     | convert.not-a-date
                    excel            | 99999999999999999999999999 | convert.not-a-date
                    """)
    void no_date_is_made_of_what_is_none(String shape, String text, String code) {
        assertThat(Converted.text("npsp-datetime", shape(shape), text).result()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    03/04/2024 | convert.ambiguous-date
                    04/04/2024 | 20240404000000
                    25/04/2024 | 20240425000000
                    04/25/2024 | 20240425000000
                    31/31/2024 | convert.no-such-date
                    """)
    void a_text_that_two_declared_shapes_read_differently_is_refused(String text, String result) {
        String both = "{'shape':['dd/MM/yyyy','MM/dd/yyyy']}";

        assertThat(Converted.text("npsp-datetime", both, text).result()).isEqualTo(result);
    }

    @Test
    void two_digits_of_a_year_count_from_the_pivot() {
        String options = "{'shape':'dd-MM-yy','pivot':1990,'empty':['00-00-00']}";

        assertThat(Converted.text("npsp-datetime", options, "12-02-07").result())
                .isEqualTo("20070212000000");
        assertThat(Converted.text("npsp-datetime", options, "12-02-95").result())
                .isEqualTo("19950212000000");
        assertThat(Converted.text("npsp-datetime", options, "00-00-00").result())
                .as("not known")
                .isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UTC              | 15/03/2024 01:05 | 20240315080500
                    +07:00           | 15/03/2024 01:05 | 20240315010500
                    Asia/Ho_Chi_Minh | 15/03/2024 01:05 | 20240315010500
                    Europe/Paris     | 31/03/2024 02:30 | convert.no-such-date
                    Europe/Paris     | 27/10/2024 02:30 | convert.ambiguous-date
                    Europe/Paris     | 15/07/2024 02:30 | 20240715073000
                    """)
    void a_text_without_an_offset_is_in_the_declared_zone(String zone, String text, String result) {
        String options = "{'shape':'dd/MM/yyyy HH:mm','zone':'" + zone + "'}";

        assertThat(Converted.text("npsp-datetime", options, text).result()).isEqualTo(result);
    }

    @Test
    void an_offset_in_the_text_wins_over_the_declared_zone() {
        String utc = "{'shape':'iso','zone':'UTC'}";

        assertThat(Converted.text("npsp-datetime", utc, "2024-03-15T01:05:12").result())
                .isEqualTo("20240315080512");
        assertThat(Converted.text("npsp-datetime", utc, "2024-03-15T01:05:12+07:00")
                        .result())
                .isEqualTo("20240315010512");
    }

    @Test
    void number_cells_are_read_as_whoever_typed_them_meant() {
        String digits = "{'shape':'yyyyMMddHHmmss'}";

        assertThat(Converted.number("npsp-datetime", digits, "20230213104458").result())
                .isEqualTo("20230213104458");
        assertThat(Converted.number("npsp-datetime", digits, "2.0230213104458E13")
                        .result())
                .isEqualTo("20230213104458");
        assertThat(Converted.number("npsp-datetime", "{'shape':'excel'}", "45180.50")
                        .result())
                .isEqualTo("20230911120000");
        assertThat(Converted.number("npsp-datetime", "{'shape':'excel'}", "1E999999999")
                        .result())
                .isEqualTo("convert.not-a-date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/mm/yyyy", "DD/MM/YYYY", "HH:mm", "MM/yyyy", "dd/MM/YYYY", "yyyy", "dd-bb"})
    void a_pattern_that_names_no_day_is_refused_when_it_is_declared(String pattern) {
        assertThat(Converted.flaws("npsp-datetime", shape(pattern)))
                .singleElement()
                .asString()
                .contains("npsp-datetime.shape");
    }

    /** Each was taken, and every time of day became midnight, or lost its minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/MM/yyyy hh:mm",
                "dd/MM/yyyy KK:mm",
                "dd/MM/yyyy HH:MM",
                "dd/MM/yyyy HH:MM:ss",
                "dd/MM/yyyy HH:ss",
                "dd/MM/yyyy mm:ss",
                "dd/MM/yyyy HH:mm:SS",
                "DD/MM/yyyy"
            })
    void a_pattern_that_would_lose_the_time_of_day_is_refused_when_it_is_declared(String pattern) {
        assertThat(Converted.flaws("npsp-datetime", shape(pattern)))
                .singleElement()
                .asString()
                .contains("npsp-datetime.shape", pattern, " Write ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/mm/yyyy",
                "dd/MM/YYYY",
                "DD/MM/yyyy",
                "dd/MM/yyyy hh:mm",
                "dd/MM/yyyy HH:MM",
                "yyyy-MM-dd HH:mm:SS",
                "/",
                "nnnn",
                ""
            })
    void a_pattern_that_would_write_another_time_is_refused_when_it_is_declared(String pattern) {
        assertThat(Converted.flaws("datetime", "{'write':'" + pattern + "'}"))
                .singleElement()
                .asString()
                .contains("datetime.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MM/yyyy",
                "yyyy",
                "dd/MM/yyyy hh:mm a",
                "[dd/MM/yyyy HH:mm]",
                "HH:mm",
                "yyyyDDD",
                "yyyy-MM-dd HH:mm:ss.SSSxx"
            })
    void a_part_of_a_time_may_be_written(String pattern) {
        assertThat(Converted.flaws("datetime", "{'write':'" + pattern + "'}")).isEmpty();
    }

    @Test
    void years_are_given_from_the_first_to_the_last() {
        assertThat(Converted.flaws("npsp-datetime", "{'years':[2075,1975]}"))
                .singleElement()
                .asString()
                .contains("npsp-datetime.years");
    }

    @Test
    void an_unknown_zone_is_refused_when_it_is_declared() {
        assertThat(Converted.flaws("instant", "{'zone':'Hanoi'}"))
                .singleElement()
                .asString()
                .contains("instant.zone");
    }

    private static String shape(String shape) {
        return "{'shape':'" + shape.replace("'", "\\u0027") + "'}";
    }
}
