package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example/pay?id=1",
                "HTTP://pay.example:8080/a%20b?x=[1]&y=%7C#top",
                "http://[::1]:8080/pay",
                "http://cong_thanh_toan.bo.gov.vn/pay?id=1",
                "https://pay.example?id=1",
                "https://pay.example/thanh-toán?tên=phí"
            })
    void an_address_stays_as_it_was_named(String address) {
        assertThat(NamedAddress.read(address)).contains(address);
        assertThat(NamedAddress.read(" " + address + "\n")).contains(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://pay.example/pay?data=a|b|c; https://pay.example/pay?data=a%7Cb%7Cc",
                "https://pay.example/pay/{1}/[2]?x=%7B1%7D; https://pay.example/pay/%7B1%7D/%5B2%5D?x=%7B1%7D",
                "https://pay.example/pay?text=THANH TOAN HO SO; https://pay.example/pay?text=THANH%20TOAN%20HO%20SO",
                "https://pay.example?a=^`<>; https://pay.example?a=%5E%60%3C%3E"
            })
    void what_a_browser_takes_is_written_as_an_address(String named, String address) {
        assertThat(NamedAddress.read(named)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "javascript://pay.example/|alert(1)",
                "data:text/html,|",
                "//pay.example/a|b",
                "/pay?id=1",
                "https://",
                "https:///a|b",
                "https://pay|example/a",
                "https://pay example/a",
                "https://pay.example\\@other.example/a|b",
                "https://pay.example/100%|",
                "https://pay.example/a\\b|",
                "https://pay.example/a\nb",
                "https://pay.example/a|\u0000"
            })
    void what_may_mean_something_else_is_no_address(String named) {
        assertThat(NamedAddress.read(named)).isEmpty();
    }

    @Test
    void who_is_asked_stays_as_it_was_named() {
        assertThat(NamedAddress.read("https://a|b@pay.example/")).isEmpty();
    }
}
