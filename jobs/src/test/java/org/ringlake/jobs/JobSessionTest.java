package org.ringlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class JobSessionTest extends SparkTest {
  @Test
  void aSessionThatWasThereBeforeIsLeftToThoseWhoOpenedIt() {
    try (JobSession session = SparkSessions.open("test", Path.of("../conf/spark-defaults.conf"))) {
      assertThat(session.spark()).isSameAs(spark());
    }
    assertThat(spark().sparkContext().isStopped()).isFalse();
  }
}
