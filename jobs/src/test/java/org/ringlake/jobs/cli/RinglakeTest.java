package org.ringlake.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.Location;
import org.ringlake.jobs.config.Mistake;
import org.ringlake.jobs.config.ReaderSetup;
import picocli.CommandLine;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class RinglakeTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Ringlake.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }

  @Test
  void wrongUsageIsRefusedInOneSentence() {
    assertThat(run("sql")).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "Missing required parameter: 'QUERY'%nSee 'ringlake sql --help'.%n".formatted());
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("Name a command.");
  }

  @Test
  void aSampleOfUnknownSizeIsWrongUsage() {
    assertThat(run("quality", "--seed", "3")).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "Missing required option: '--sample=N'%nSee 'ringlake quality --help'.%n".formatted());
  }

  @Test
  void aBenchmarkThatIsNotNamedOrMeasuresNothingIsWrongUsage() {
    assertThat(run("bench")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Name a benchmark: ingest, kpi, increment or value.");
    err.getBuffer().setLength(0);

    String workspace = folder.toString();
    assertThat(run("bench", "kpi", "--workspace", workspace, "--repeats", "0")).isEqualTo(2);
    assertThat(run("bench", "kpi", "--workspace", workspace, "--warm-ups", "-1")).isEqualTo(2);
    assertThat(run("bench", "kpi", "--workspace", workspace, "--calls", "999")).isEqualTo(2);
    assertThat(run("bench", "increment", "--workspace", workspace, "--commits", "731"))
        .isEqualTo(2);
    assertThat(run("bench", "value", "--workspace", workspace, "--customers", "5")).isEqualTo(2);
    assertThat(err.toString().lines().filter(line -> line.startsWith("--")))
        .containsExactly(
            "--repeats is 0; give a number from 1 to 1,000",
            "--warm-ups is -1; give a number from 0 to 1,000",
            "--calls is 999; give a number from 1,000 to 2,000,000,000",
            "--commits is 731; give a number from 1 to 730",
            "--customers is 5; give a number from 2,000 to 100,000,000");
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("sql", "--help")).isZero();
  }

  @Test
  void overridesMayStandBeforeAndAfterTheCommand() {
    CommandLine command = Ringlake.commandLine();
    command.parseArgs("--set", "timezone=UTC", "sql", "--set", "spark.ui.enabled=true", "SELECT 1");
    Ringlake ringlake = command.getCommand();
    assertThat(ringlake.overrides()).containsOnlyKeys("timezone");
    assertThat(ringlake.sparkOverrides()).containsOnlyKeys("spark.ui.enabled");
  }

  /** Under spark-submit a main class that is done does not end the JVM. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void eachJobIsAlsoAMainClassForSparkSubmit() throws ReflectiveOperationException {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setProperty("SPARK_SUBMIT", "true");
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      for (String job : List.of("Ingest", "Build", "Run")) {
        Class<?> mainClass = Class.forName("org.ringlake.jobs.cli." + job);
        assertThat(mainClass).isPublic();
        mainClass.getMethod("main", String[].class).invoke(null, (Object) new String[] {"--help"});
      }
    } finally {
      System.setOut(usual);
      System.clearProperty("SPARK_SUBMIT");
    }
    assertThat(printed.toString(UTF_8))
        .contains("Usage: ringlake ingest ", "Usage: ringlake build ", "Usage: ringlake run ");
  }

  @Test
  void failuresOfTheJobAndOfItsConfigurationHaveTheirOwnStatus() {
    CommandLine command = Ringlake.commandLine().setErr(new PrintWriter(err, true));
    assertThat(Failures.failed(new JobException("No."), command, null)).isEqualTo(1);
    ConfigException refused =
        new ConfigException(List.of(new Mistake(new Location("a.yaml", 1), "no")));
    assertThat(Failures.failed(refused, command, null)).isEqualTo(2);
    assertThat(err).hasToString("ringlake: No.%na.yaml:1: no%n".formatted());
  }

  @Test
  void theLakeMayBeElsewhereThanInTheWorkspace() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/ringlake.yaml"), "lake: s3a://bucket/lake\nnonsense: 1\n");
    ReaderSetup setup = ReaderSetup.load(folder.resolve("conf"), Map.of("inbox", "drop"));
    Workspace placed =
        Workspace.at(folder, folder).placed(setup.lake(), setup.inbox(), setup.out());
    assertThat(placed.lake()).isEqualTo("s3a://bucket/lake");
    assertThat(placed.inbox()).isEqualTo(folder.resolve("drop").toString());
    assertThat(placed.out()).isEqualTo(folder.resolve("out"));
  }

  @Test
  void initMakesAWorkspaceAndOverwritesNothing() throws IOException {
    Path defaults = Files.createDirectories(folder.resolve("defaults/feeds"));
    Files.writeString(defaults.resolve("calls.yaml"), "default");
    Path workspace = folder.resolve("centre");
    Init.make(workspace, defaults.getParent());
    Path key = workspace.resolve("conf/privacy.key");
    String firstKey = Files.readString(key);
    Files.writeString(workspace.resolve("conf/feeds/calls.yaml"), "mine");

    Init.make(workspace, defaults.getParent());

    assertThat(key).hasContent(firstKey);
    assertThat(firstKey.strip()).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(workspace.resolve("conf/feeds/calls.yaml")).hasContent("mine");
    assertThat(workspace.resolve("inbox/calls")).isDirectory();
    assertThat(workspace.resolve("lake")).isDirectory();
    assertThat(workspace.resolve("out")).isDirectory();
  }
}
