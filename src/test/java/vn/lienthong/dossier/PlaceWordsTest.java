package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceWordsTest {

    private static final Locale VIETNAMESE = Locale.of("vi");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            line 4                                 | dòng 4
            line 1, column 1091                    | dòng 1, cột 1091
            sheet Hồ sơ T9, row 10                 | trang tính Hồ sơ T9, dòng 10
            sheet row, cell B7                     | trang tính row, ô B7
            mappings/npsp/dossier/mapping.yaml:12  | mappings/npsp/dossier/mapping.yaml:12
            line                                   | line
            """)
    void a_vietnamese_sentence_names_a_place_in_vietnamese(String place, String told) {
        assertThat(PlaceWords.in(place, VIETNAMESE)).isEqualTo(told);
        assertThat(PlaceWords.in(place, Locale.ENGLISH)).isEqualTo(place);
    }

    @Test
    void a_problem_says_its_place_in_the_language_of_its_sentence() {
        Problem problem = Problem.of("source.cut-off").at("line 4");
        assertThat(problem.says(VIETNAMESE)).contains("dòng 4").doesNotContain("line");
        assertThat(problem.says(Locale.ENGLISH)).contains("line 4");
    }
}
