package org.ringlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class JobSessionTest extends SparkTest {
  private static final Path SHIPPED = Path.of("..", "conf", "spark-defaults.conf");

  @Test
  void aSessionThatWasThereBeforeIsLeftAsItWas() {
    RuntimeConfig conf = spark().conf();
    conf.set("spark.sql.shuffle.partitions", "7");
    scala.collection.immutable.Map<String, String> before = conf.getAll();

    try (JobSession session = SparkSessions.open("test", SHIPPED).in(ZoneId.of("Asia/Tokyo"))) {
      assertThat(session.spark()).isSameAs(spark());
      assertThat(conf.get("spark.sql.shuffle.partitions")).isEqualTo("4");
      assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("Asia/Tokyo");
    }

    assertThat(conf.getAll()).isEqualTo(before);
    assertThat(spark().sparkContext().isStopped()).isFalse();
  }
}
