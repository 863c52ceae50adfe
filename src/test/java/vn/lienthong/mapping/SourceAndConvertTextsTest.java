package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every problem code raised while reading and converting has its texts in both languages, and no text is left over. */
class SourceAndConvertTextsTest {

    @ParameterizedTest
    @CsvSource({"source, ''", "source, _en", "convert, ''", "convert, _en"})
    void every_code_has_its_texts(String room, String language) throws Exception {
        Properties texts = new Properties();
        try (var in = Files.newBufferedReader(
                Path.of("src/main/resources/problems/" + room + language + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        Set<String> wanted = new TreeSet<>();
        for (String code : codes(room)) {
            wanted.add(code + ".says");
            wanted.add(code + ".advice");
        }

        assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static Set<String> codes(String room) throws Exception {
        Pattern code = Pattern.compile("\"(" + room + "\\.[a-z0-9]+(?:-[a-z0-9]+)+)\"");
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/vn/lienthong/mapping/" + room))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        return codes;
    }
}
