package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonWordsTest {

    private static final Locale VIETNAMESE = Locale.of("vi");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connection refused            | máy bên kia từ chối kết nối
            time-out                      | hết thời gian chờ
            its certificate has expired   | chứng thư của bên kia đã hết hạn
            the proxy refuses, HTTP 407   | máy chủ trung gian (proxy) từ chối, HTTP 407
            commit, SQLSTATE 08006        | commit, SQLSTATE 08006
            """)
    void a_reason_is_told_in_the_readers_language(String reason, String told) {
        assertThat(ReasonWords.in(reason, VIETNAMESE)).isEqualTo(told);
        assertThat(ReasonWords.in(reason, Locale.ENGLISH)).isEqualTo(reason);
    }

    @Test
    void a_problem_tells_why_in_the_readers_language() {
        Problem problem = Problem.of("npsp.not-reached").with("why", "connection refused");

        assertThat(problem.says(VIETNAMESE))
                .contains("máy bên kia từ chối kết nối")
                .doesNotContain("refused");
        assertThat(problem.says(Locale.ENGLISH)).contains("connection refused");
    }
}
