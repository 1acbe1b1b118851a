package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringlake.attribution.MarkovFits;
import org.ringlake.attribution.PathModel;

/** A model that can be configured and is not computed would credit nobody. */
class AttributionModelTest {
  @Test
  void everyModelThatCanBeConfiguredIsComputed() {
    List<String> computed =
        Stream.concat(
                Arrays.stream(PathModel.values()).map(PathModel::id), Stream.of(MarkovFits.MODEL))
            .toList();

    assertThat(Arrays.stream(AttributionModel.values()).map(Values::code))
        .containsExactlyInAnyOrderElementsOf(computed);
  }
}
