package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.DossierNo;

/** What an installation may say, and what it hears if it says it wrongly. */
class NpspSettingsTest {

    @Test
    void has_the_protocols_defaults() {
        NpspSettings settings = Given.settings();
        assertThat(settings.isConfigured()).isFalse();
        assertThat(settings.session().ttl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.success().failurePhrases()).containsExactly("không thành công", "thất bại", "lỗi");
        assertThat(settings.update().missingPhrases()).containsExactly("không tồn tại", "chưa tồn tại");
        assertThat(settings.batch().progress()).isEqualTo(10);
        assertThat(settings.dossierCode().pattern()).isEqualTo(DossierNo.NATIONAL_SHAPE);
        assertThat(settings.path().integration()).isEqualTo("mapi/g");
    }

    @Test
    void names_every_fault_at_once() {
        assertThatThrownBy(() -> Given.settings(
                        "url=10.0.0.5:8080/x", "password=", "agency-code=g16", "session.expired-pattern=("))
                .rootCause()
                .hasMessageContainingAll(
                        "npsp.url", "npsp.password", "npsp.agency-code", "npsp.session.expired-pattern");
    }

    @Test
    void never_shows_the_password() {
        assertThat(Given.settings("password=TEST-PASSWORD").toString()).doesNotContain("TEST-PASSWORD");
    }

    @ParameterizedTest
    @CsvSource({
        "000.00.00.G16, old, 000.00.00.G16",
        "000.00.05.G16, new, G16.05",
        "G16, old, 000.00.00.G16",
        "G16.05, old, 000.00.05.G16",
        "H22.01, new, H22.01"
    })
    void gives_the_agency_in_the_form_the_account_expects(String code, String form, String expected) {
        assertThat(Given.settings("agency-code=" + code, "agency.form=" + form).madonvi())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http://a/b, c/d", "http://a/b/, c/d", "http://a/b, /c/d", "http://a/b//, //c/d"})
    void joins_address_and_path_with_one_slash(String url, String path) {
        assertThat(Addresses.joined(url, path)).isEqualTo("http://a/b/c/d");
    }
}
