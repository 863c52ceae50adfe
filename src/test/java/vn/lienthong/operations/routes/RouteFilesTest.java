package vn.lienthong.operations.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code routes/}. */
class RouteFilesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final RouteSchema SCHEMA = new RouteSchema();
    private final FileCheck check = new FileCheck(RouteSettings.of(ROUTES), () -> SCHEMA);

    @TestFactory
    Stream<DynamicTest> every_route_file_is_without_fault() throws IOException {
        Map<String, Takes> templates = templates();
        return Stream.of(ROUTES, ROUTES.resolve("examples"), ROUTES.resolve("examples/portal-soap"))
                .flatMap(RouteFilesTest::files)
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(check.route(
                                                name(file),
                                                file.toString(),
                                                Files.readAllBytes(file),
                                                Set.of(),
                                                templates)
                                        .faults())
                                .isEmpty()));
    }

    private Map<String, Takes> templates() throws IOException {
        Map<String, Takes> templates = new HashMap<>();
        for (Path file : files(ROUTES.resolve("templates")).toList()) {
            templates.put(
                    name(file),
                    check.template(name(file), file.toString(), Files.readAllBytes(file))
                            .takes());
        }
        return templates;
    }

    @TestFactory
    Stream<DynamicTest> every_template_is_without_fault() {
        return files(ROUTES.resolve("templates"))
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(check.template(name(file), file.toString(), Files.readAllBytes(file))
                                        .faults())
                                .isEmpty()));
    }

    /** A backup that was put in place is looked at in shadow mode, whatever the counterpart. */
    @TestFactory
    Stream<DynamicTest> every_template_that_sends_can_be_put_into_shadow_mode() {
        return files(ROUTES.resolve("templates"))
                .filter(file -> text(file).contains("uri: \"relay:"))
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(text(file)).contains("name: mode, defaultValue: live", "mode: \"{{mode}}\"")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(Folder.ROUTE)).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(Folder.ROUTE, "");
    }
}
