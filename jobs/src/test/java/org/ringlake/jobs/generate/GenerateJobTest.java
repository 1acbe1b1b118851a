package org.ringlake.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

final class GenerateJobTest extends SparkTest {
  private static final int CALLS = 20_000;

  private static final GenerationPlan PLAN = GenerationPlan.of(CALLS, 20, 100, 5);

  @TempDir private Path folder;

  @Test
  void sparkWritesTheBytesThatOneThreadWritesInAnotherOrder() {
    GenerationPlan parallel = GenerationPlan.of(850_000, 18, 30, 5).withFeeds(Set.of("deals"));
    assertThat(PodGroup.of(parallel, Pods.of(parallel))).hasSizeGreaterThan(1);

    RawFolder bySpark = generate(parallel, "spark");
    RawFolder byOneThread = RawFolder.of(parallel, folder.resolve("thread"));

    assertSameBytes(bySpark.bytes(), byOneThread.bytes());
  }

  @Test
  void generatingAgainReplacesEveryFileByTheSameBytesAndLeavesNothingElse() {
    SortedMap<String, byte[]> first = generate(PLAN, "again").bytes();
    SortedMap<String, byte[]> second = generate(PLAN, "again").bytes();

    assertSameBytes(second, first);
    assertThat(second.keySet()).allMatch(path -> path.matches("[a-z]+/[^/]+/[a-z]+-.*-0000\\.csv"));
  }

  @Test
  void anotherSeedGivesAnotherWorld() {
    GenerationPlan other = GenerationPlan.of(CALLS, 20, 100, 6);

    byte[] five = generate(PLAN, "five").bytes().get("calls/2025-12/calls-2025-12-0000.csv");
    byte[] six = generate(other, "six").bytes().get("calls/2025-12/calls-2025-12-0000.csv");

    assertThat(five).isNotEqualTo(six);
  }

  @Test
  void leavingFeedsOutDoesNotChangeTheOthers() {
    SortedMap<String, byte[]> all = generate(PLAN, "all").bytes();
    SortedMap<String, byte[]> deals = generate(PLAN.withFeeds(Set.of("deals")), "deals").bytes();

    assertThat(deals.keySet()).allMatch(path -> path.startsWith("deals/"));
    assertSameBytes(deals, all.subMap("deals/", "deals0"));
  }

  @Test
  void compressedFilesHoldTheSameText() throws IOException {
    RawFolder plain = generate(PLAN.withFeeds(Set.of("deals")), "plain");
    RawFolder compressed = generate(PLAN.withFeeds(Set.of("deals")).compressed(), "gzip");

    String path = "deals/2025Q4/deals-2025Q4-0000.csv";
    byte[] bytes = compressed.bytes().get(path + ".gz");
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(text.readAllBytes()).isEqualTo(plain.bytes().get(path));
    }
  }

  @Test
  void theReportCountsRowsWithoutHeaders() {
    GenerationPlan clean = PLAN.withoutNoise();

    GenerationReport report = GenerateJob.run(spark(), clean, folder.resolve("report").toString());

    assertThat(report.rows()).containsEntry("calls", (long) CALLS);
    assertThat(report.files()).isEqualTo(new RawFolder(folder.resolve("report")).bytes().size());
  }

  private RawFolder generate(GenerationPlan plan, String name) {
    Path root = folder.resolve(name);
    GenerateJob.run(spark(), plan, root.toString());
    return new RawFolder(root);
  }

  private static void assertSameBytes(
      SortedMap<String, byte[]> actual, SortedMap<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
    expected.forEach((path, bytes) -> assertThat(actual.get(path)).as(path).isEqualTo(bytes));
  }
}
