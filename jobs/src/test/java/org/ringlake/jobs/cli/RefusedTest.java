package org.ringlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.ringlake.SparkTest;

/** Commands in a workspace whose configuration is wrong: status 2, and nothing is touched. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class RefusedTest extends SparkTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeAWorkspace() throws IOException {
    Init.make(folder, Path.of("..", "conf"));
  }

  private int run(String... command) {
    err.getBuffer().setLength(0);
    String[] args =
        Stream.concat(Stream.of(command), Stream.of("--workspace", folder.toString()))
            .toArray(String[]::new);
    return Ringlake.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }

  private void change(String file, String text, String other) throws IOException {
    Path path = folder.resolve("conf").resolve(file);
    String content = Files.readString(path);
    assertThat(content).contains(text);
    Files.writeString(path, content.replace(text, other));
  }

  private Map<Path, Long> touched() throws IOException {
    Map<Path, Long> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        times.put(path, Files.getLastModifiedTime(path).toMillis());
      }
    }
    return times;
  }

  @Test
  void checkSaysMistakesOfValuesAndOfExpressionsAtOnce() throws IOException {
    change("ringlake.yaml", "currency: CNY", "currancy: CNY");
    change("kpis.yaml", "numerator: dials\n", "numerator: dails\n");
    change("kpis.yaml", "unit: seconds\n    direction: up", "unit: seconds\n    direction: upp");
    change("feeds/shifts.yaml", "when: logged_in_seconds > 0", "when: loged_in_seconds > 0");
    Map<Path, Long> before = touched();

    assertThat(run("check")).isEqualTo(2);

    assertThat(err.toString())
        .contains("conf/feeds/shifts.yaml:6: when 'loged_in_seconds > 0' cannot be evaluated")
        .contains("numerator 'dails' cannot be evaluated")
        .contains("direction 'upp' is unknown")
        .contains("key 'currancy' is unknown; the nearest is 'currency'");
    assertThat(touched()).isEqualTo(before);
  }

  @Test
  void jobsSayTheSameAndWriteNothing() throws IOException {
    change("ringlake.yaml", "currency: CNY", "currancy: CNY");
    change("feeds/shifts.yaml", "when: logged_in_seconds > 0", "when: loged_in_seconds > 0");
    Map<Path, Long> before = touched();

    for (String job : List.of("run", "ingest", "build")) {
      assertThat(run(job)).as(job).isEqualTo(2);
      assertThat(err.toString()).as(job).contains("'loged_in_seconds > 0'", "'currancy'");
    }
    assertThat(run("quality", "--sample", "1")).isEqualTo(2);
    assertThat(touched()).isEqualTo(before);
  }

  @Test
  void aJobWithAWrongExpressionOnlyWritesNothing() throws IOException {
    change("feeds/shifts.yaml", "when: logged_in_seconds > 0", "when: loged_in_seconds > 0");
    Map<Path, Long> before = touched();

    assertThat(run("ingest")).isEqualTo(2);

    assertThat(err.toString()).startsWith("conf/feeds/shifts.yaml:6: when");
    assertThat(touched()).isEqualTo(before);
  }

  @Test
  void checkChangesNothingWhereAllIsRight() throws IOException {
    Map<Path, Long> before = touched();
    assertThat(run("check")).as(err::toString).isZero();
    assertThat(err.toString()).startsWith("The configuration is right.");
    assertThat(touched()).isEqualTo(before);
  }

  @Test
  void aWorkspaceThatIsNotThereIsNotMade() {
    Path typo = folder.resolve("cnetre");
    for (String command : List.of("check", "run", "status")) {
      Ringlake.commandLine()
          .setErr(new PrintWriter(err, true))
          .execute(command, "--workspace", typo.toString());
      assertThat(typo).as(command).doesNotExist();
    }
  }

  @Test
  void readersRefuseUnknownSettings() throws IOException {
    Map<Path, Long> before = touched();
    List<List<String>> readers =
        List.of(
            List.of("sql", "SELECT 1"),
            List.of("status"),
            List.of("generate", "--agents=1", "--days=1", "--feeds=calls"),
            List.of("generate", "--agents=1", "--days=1", "--feeds=calls", "--out=" + folder));
    for (List<String> reader : readers) {
      String[] command =
          Stream.concat(
                  reader.stream(),
                  Stream.of("--set", "laek=trial", "--set", "calls.allowed-hour=08:00-09:00"))
              .toArray(String[]::new);
      assertThat(run(command)).as(() -> reader + " " + err).isEqualTo(2);
      assertThat(err.toString().lines())
          .satisfiesExactly(
              first ->
                  assertThat(first)
                      .isEqualTo(
                          "--set calls.allowed-hour=08:00-09:00: key 'calls.allowed-hour' is"
                              + " unknown; the nearest is 'calls.allowed-hours'"),
              second ->
                  assertThat(second)
                      .startsWith("--set laek=trial: key 'laek' is unknown; known here are "));
    }
    assertThat(touched()).isEqualTo(before);
  }

  @Test
  void readersTakeEverySettingThatThereIs() {
    assertThat(run("status", "--set", "publish.postgres.url=jdbc:postgresql:x"))
        .as(err::toString)
        .isZero();
  }

  @Test
  void readersWorkWhereTheConfigurationHasMistakes() throws IOException {
    change("ringlake.yaml", "currency: CNY", "currancy: CNY");
    assertThat(run("status")).as(err::toString).isZero();
  }
}
