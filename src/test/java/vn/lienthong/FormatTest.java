package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Java file has the one format. {@code ./mvnw test -Dtest=FormatTest -Dformat=write} writes it instead of
 * checking it.
 */
class FormatTest {

    private static final boolean WRITE = "write".equals(System.getProperty("format"));
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @TestFactory
    Stream<DynamicTest> every_file_is_formatted() throws Exception {
        return Files.walk(Path.of("src"))
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private void check(Path file) throws Exception {
        String found = Files.readString(file);
        String wanted = formatter.formatSource(ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(found), JavaFormatterOptions.Style.PALANTIR));
        if (WRITE && !wanted.equals(found)) {
            Files.writeString(file, wanted);
            return;
        }
        assertThat(found)
                .as("format of %s (./mvnw test -Dtest=FormatTest -Dformat=write mends it)", file)
                .isEqualTo(wanted);
    }
}
