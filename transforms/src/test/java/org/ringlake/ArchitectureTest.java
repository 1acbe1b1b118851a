package org.ringlake;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README promises of {@code transforms}: pure, and later stages know earlier ones only.
 */
final class ArchitectureTest {
  /** The stages that a record passes, in order; a new package takes its place here. */
  private static final List<String> STAGES =
      List.of(
          "feed",
          "staging",
          "facts",
          "measures",
          "kpi",
          "loyalty",
          "value",
          "attribution",
          "explain");

  private static final JavaClasses TRANSFORMS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("org.ringlake");

  private static final Set<String> FILES =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile");

  private static final Set<String> CLOCK_FUNCTIONS =
      Set.of(
          "current_date",
          "curdate",
          "current_time",
          "current_timestamp",
          "localtimestamp",
          "now",
          "unix_timestamp",
          "rand",
          "randn",
          "uuid");

  private static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.nio.file..", "java.net..", "java.sql..", "org.apache.hadoop..")
                  .or(describe("read files", type -> FILES.contains(type.getName())))
                  .or(
                      describe(
                          "read or write tables",
                          type -> type.getSimpleName().matches("DataFrame(Reader|Writer.*)"))));

  private static final ArchRule NO_SESSION =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "hold a session",
                  type ->
                      Set.of("SparkSession", "SparkContext", "JavaSparkContext", "SQLContext")
                          .contains(type.getSimpleName())));

  private static final ArchRule NO_JOBS_OR_DELTA =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.ringlake.jobs..", "io.delta..", "org.apache.spark.sql.delta.."));

  private static final ArchRule NO_CLOCK_OR_ENVIRONMENT =
      noClasses().should().accessTargetWhere(readsClockOrEnvironment());

  @Test
  void transformsReadAndWriteNoFiles() {
    NO_INPUT_OR_OUTPUT.check(TRANSFORMS);
  }

  @Test
  void transformsHoldNoSession() {
    NO_SESSION.check(TRANSFORMS);
  }

  @Test
  void transformsKnowNeitherJobsNorDelta() {
    NO_JOBS_OR_DELTA.check(TRANSFORMS);
  }

  @Test
  void transformsReadNeitherClockNorEnvironment() {
    NO_CLOCK_OR_ENVIRONMENT.check(TRANSFORMS);
  }

  @Test
  void everyPackageIsAStage() {
    Set<String> packages = TRANSFORMS.stream().map(ArchitectureTest::stage).collect(toSet());
    assertThat(STAGES).containsAll(packages);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStageKnowsEarlierStagesOnly(String stage) {
    String[] later =
        STAGES.subList(STAGES.indexOf(stage) + 1, STAGES.size()).stream()
            .map(name -> "org.ringlake." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.ringlake." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .allowEmptyShould(true)
        .check(TRANSFORMS);
  }

  @Test
  void theRulesCatchAClassThatBreaksThem() {
    JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
    for (ArchRule rule : List.of(NO_INPUT_OR_OUTPUT, NO_SESSION, NO_CLOCK_OR_ENVIRONMENT)) {
      assertThatThrownBy(() -> rule.check(impure)).isInstanceOf(AssertionError.class);
    }
  }

  static List<String> stages() {
    return STAGES;
  }

  private static String stage(JavaClass type) {
    return type.getPackageName().replaceFirst("^org\\.ringlake\\.([^.]+).*$", "$1");
  }

  private static DescribedPredicate<JavaAccess<?>> readsClockOrEnvironment() {
    return describe(
        "reads the clock, chance or the environment",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getTarget().getName();
          return switch (owner) {
            case "java.lang.System" -> !member.equals("arraycopy");
            case "java.time.Clock" -> true;
            case "java.util.UUID" -> member.equals("randomUUID");
            case "org.apache.spark.sql.functions" -> CLOCK_FUNCTIONS.contains(member);
            default -> owner.startsWith("java.time.") && member.equals("now");
          };
        });
  }

  /** Breaks the rules, so that a rule that finds nothing is seen. */
  @SuppressWarnings("UnusedMethod")
  private static final class Impure {
    static Object everythingForbidden(SparkSession spark) {
      return List.of(
          spark.read().text(Path.of("calls.csv").toString()),
          functions.current_date(),
          System.currentTimeMillis());
    }
  }
}
