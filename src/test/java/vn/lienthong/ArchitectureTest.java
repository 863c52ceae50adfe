package vn.lienthong;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between rooms. */
@AnalyzeClasses(
        packagesOf = Application.class,
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule camel_stays_in_adapters = noClasses()
            .that()
            .resideOutsideOfPackage("..camel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("a room is plain Java; its camel package adapts it to routes");

    @ArchTest
    static final ArchRule values_know_no_framework = noClasses()
            .that()
            .resideInAPackage("vn.lienthong.dossier..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.beans..", "org.springframework.context..", "java.sql..")
            .because("the shared nouns are values only");

    @ArchTest
    static final ArchRule the_language_of_expr_stays_in_its_package = noClasses()
            .that()
            .resideOutsideOfPackage("vn.lienthong.mapping.expression..")
            .and()
            .resideOutsideOfPackage("..camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.thisptr..", "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
            .because("nothing else sees jackson-jq, nor the older Jackson it works on");

    @ArchTest
    static final ArchRule vietnamese_text_stands_by_itself = classes()
            .that()
            .resideInAPackage("vn.lienthong.mapping.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("vn.lienthong.mapping.text..", "java..", "org.jspecify.annotations..")
            .because("whoever needs it may take the package out and use it alone");

    /** What the build derives from the beans (pom.xml, "beans") lies in their packages. */
    static final class DoNotIncludeGenerated implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("__");
        }
    }

    @Test
    void rooms_use_only_each_others_public_face() {
        ApplicationModules.of(Application.class.getPackageName()).verify();
    }
}
