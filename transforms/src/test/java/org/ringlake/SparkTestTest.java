package org.ringlake;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class SparkTestTest extends SparkTest {
  private static final String TIME_ZONE = "spark.sql.session.timeZone";
  private static final StructType SCHEMA =
      new StructType()
          .add("agent_id", DataTypes.StringType)
          .add("talk_seconds", DataTypes.IntegerType)
          .add("day", DataTypes.DateType);

  private Dataset<Row> threeCalls() {
    return rows(
        SCHEMA,
        """
        agent_id | talk_seconds
        A1       | 30
        A1       | null
        A2       | 5
        """);
  }

  @Test
  void columnsLeftOutOfATableAreNull() {
    assertRows(
        threeCalls(),
        """
        talk_seconds | day  | agent_id
        5            | null | A2
        30           | null | A1
        null         | null | A1
        """);
  }

  @Test
  void aMissingRowIsAFailure() {
    Dataset<Row> calls = threeCalls().groupBy("agent_id").agg(count(lit(1)).as("calls"));
    assertThatThrownBy(() -> assertRows(calls, "agent_id | calls\nA1 | 2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("A2");
  }

  @Test
  void whatATestSetsIsNotSetForTheNext() {
    spark().conf().set(TIME_ZONE, "Asia/Shanghai");
    SparkTestTest next = new SparkTestTest();
    next.openSession();
    assertThat(next.spark().conf().get(TIME_ZONE)).isEqualTo("UTC");
  }
}
