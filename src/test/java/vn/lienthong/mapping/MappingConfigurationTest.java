package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MappingConfigurationTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(MappingConfiguration.class);

    @Test
    void offers_the_mappings_of_the_folder_in_the_settings(@TempDir Path folder) {
        new Definitions(folder.resolve("mappings")).mapping("A: { from: a }");
        context.withPropertyValues("mappings.dir=" + folder.resolve("mappings"))
                .run(started ->
                        assertThat(started.getBean(Mappings.class).names()).containsExactly("t"));
    }

    @Test
    void the_shipped_folder_is_the_default_and_has_no_fault() {
        context.run(started -> {
            assertThat(started.getBean(Mappings.class).names()).contains("npsp/dossier", "npsp/progress");
            assertThat(started.getBean(Mappings.class).faults()).isEmpty();
        });
    }

    @Test
    void an_unknown_setting_stops_the_start() {
        context.withPropertyValues("mappings.dri=x")
                .run(started -> assertThat(started).hasFailed());
    }
}
