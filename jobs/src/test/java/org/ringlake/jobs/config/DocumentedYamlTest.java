package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.FencedBlocks;
import org.ringlake.kpi.KpiDefinition;

class DocumentedYamlTest extends SparkTest {
  @TempDir Path workspace;

  @Test
  void allYamlOfTheReadmeAndOfContributingIsSoundAsItStandsThere() throws IOException {
    // given
    List<String> readme = FencedBlocks.of("README.md", "yaml");
    List<String> contributing = FencedBlocks.of("CONTRIBUTING.md", "yaml");
    assertThat(readme).hasSize(1);
    assertThat(contributing).hasSize(2);
    ShippedConf conf = ShippedConf.copiedTo(workspace);
    conf.write("feeds/larkline.yaml", readme.get(0));
    conf.write("feeds/coachings.yaml", contributing.get(0));
    conf.append("kpis.yaml", contributing.get(1));

    // when
    Configuration loaded = conf.load(Map.of());
    ExpressionChecks.check(spark(), loaded);

    // then
    assertThat(loaded.sources()).extracting(SourceMapping::name).contains("larkline");
    assertThat(loaded.feeds()).extracting(FeedDefinition::name).contains("coachings");
    assertThat(loaded.kpis()).extracting(KpiDefinition::id).contains("handle_seconds_per_dial");
  }
}
