package vn.lienthong.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.soap.PlainXml.Why;

/** Documents are bounded before anything is built of them. */
class PlainXmlTest {

    private static void check(String document) throws PlainXml.Broken {
        PlainXml.check(document.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a/>", "<a b=\"\"/>"})
    void more_elements_and_attributes_than_memory_holds_are_too_many(String element) throws Exception {
        check("<r>" + element.repeat(400_000) + "</r>");
        assertThatThrownBy(() -> check("<r>" + element.repeat(1_000_001) + "</r>"))
                .isInstanceOfSatisfying(
                        PlainXml.Broken.class,
                        broken -> assertThat(broken.why()).isEqualTo(Why.TOO_MANY));
    }
}
