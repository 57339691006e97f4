package dev.hexad.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

/** The rules of the house that a compiler does not check. */
public final class Structure {
  private static final List<String> BANNED_ENDINGS =
      List.of("Impl", "Manager", "Helper", "Utils", "Util");

  private Structure() {}

  /**
   * Checks one service.
   *
   * @param base its package, for example {@code dev.hexad.cd}
   * @throws AssertionError when a rule is broken
   */
  public static void verify(String base) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
    slices()
        .matching(base + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
    onlyItsOwnService(base).check(classes);
    noClasses()
        .that()
        .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .because("entities never leave their feature")
        .allowEmptyShould(true)
        .check(classes);
    noClasses()
        .should()
        .callMethod("org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec", "stream")
        .because("an unclosed stream keeps its connection; use list()")
        .check(classes);
    ArchRuleDefinition.classes().should(haveAHonestName()).check(classes);
    ArchRuleDefinition.fields().should(notBeInjected()).allowEmptyShould(true).check(classes);
  }

  private static ArchRule onlyItsOwnService(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "belong to another service",
                (JavaClass type) ->
                    type.getPackageName()
                            .matches(
                                "dev\\.hexad\\.(orchestrator|ci|cd|iac|monitoring|cloud|finops)(\\..*)?")
                        && !type.getPackageName().startsWith(base)));
  }

  private static ArchCondition<JavaClass> haveAHonestName() {
    return new ArchCondition<>("have a name that says the role") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean banned = BANNED_ENDINGS.stream().anyMatch(type.getSimpleName()::endsWith);
        events.add(new SimpleConditionEvent(type, !banned, type.getName() + " is a bad name"));
      }
    };
  }

  private static ArchCondition<JavaField> notBeInjected() {
    return new ArchCondition<>("not be injected; constructors are") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean injected =
            field.isAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");
        events.add(new SimpleConditionEvent(field, !injected, field.getFullName()));
      }
    };
  }
}
