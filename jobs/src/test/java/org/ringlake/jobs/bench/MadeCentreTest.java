package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class MadeCentreTest extends SparkTest {
  private static final StructType CALLS =
      StructType.fromDDL(
          "call_id STRING, started_at TIMESTAMP, agent_id STRING, team_id STRING, "
              + "talk_seconds INT, customer_key STRING, topic STRING, event_date DATE, "
              + "transcript STRING, _customer_no INT, _month INT");
  private static final MadeCentre CENTRE = new MadeCentre(1003, 40, 50, 1);
  private static final MadeCentre.Increment INCREMENT = new MadeCentre.Increment(30, 4, 6, 3);

  @Test
  void theHistoryHasEveryCallOnceAndOnEveryDayAsManyAsOnAnyOtherOrOneMore() {
    Dataset<Row> calls = CENTRE.history(spark(), CALLS, 0, 50, 3);

    assertRows(
        calls.agg(
            count(lit(1)).as("calls"),
            countDistinct("call_id").as("ids"),
            min("event_date").as("first"),
            max("event_date").as("last")),
        "calls|ids|first|last\n1003|1003|2025-04-26|2025-06-14\n");
    assertRows(
        calls.groupBy("event_date").count().groupBy("count").agg(count(lit(1)).as("days")),
        "count|days\n20|47\n21|3\n");
    assertThat(calls.filter("to_date(started_at) != event_date").isEmpty()).isTrue();
    assertThat(calls.filter("transcript is not null").isEmpty()).isTrue();
  }

  @Test
  void aHistoryMadeInPartsIsTheSame() {
    Dataset<Row> whole = CENTRE.history(spark(), CALLS, 0, 50, 1);
    Dataset<Row> parts =
        CENTRE
            .history(spark(), CALLS, 0, 17, 2)
            .unionByName(CENTRE.history(spark(), CALLS, 17, 50, 1));

    assertThat(parts.collectAsList()).containsExactlyInAnyOrderElementsOf(whole.collectAsList());
    assertThat(new MadeCentre(1003, 40, 50, 2).history(spark(), CALLS, 0, 50, 1).collectAsList())
        .isNotEqualTo(whole.collectAsList());
  }

  @Test
  void anIncrementHasADaysNewCallsLateOnesAndOthersThatThereAreAlready() {
    Dataset<Row> before = CENTRE.history(spark(), CALLS, 0, 50, 1);

    Dataset<Row> first = CENTRE.increment(spark(), CALLS, INCREMENT, 0, 2);

    assertRows(
        first.groupBy("event_date").count(),
        """
        event_date | count
        2025-06-15 | 30
        2025-06-14 | 4
        2025-06-13 | 3
        2025-06-12 | 3
        """);
    assertThat(shared(first, before).count()).isEqualTo(6);
  }

  @Test
  void aLaterIncrementCorrectsCallsOfEarlierOnesOnTheirOwnDay() {
    Dataset<Row> earlier = CENTRE.history(spark(), CALLS, 0, 50, 1);
    Dataset<Row> news = CENTRE.increment(spark(), CALLS, INCREMENT, 0, 1);
    Dataset<Row> later = CENTRE.increment(spark(), CALLS, INCREMENT, 1, 1);

    assertThat(later.filter("event_date = '2025-06-16'").count()).isEqualTo(30);
    Dataset<Row> corrected =
        shared(later, earlier).unionByName(shared(later, news)).dropDuplicates("call_id");
    assertThat(corrected.count()).isEqualTo(6);
    Dataset<Row> moved =
        later
            .as("later")
            .join(earlier.unionByName(news).as("earlier"), "call_id")
            .filter(col("later.event_date").notEqual(col("earlier.event_date")));
    assertThat(moved.isEmpty()).isTrue();
  }

  private static Dataset<Row> shared(Dataset<Row> some, Dataset<Row> others) {
    List<String> ids =
        others.select("call_id").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    return some.filter(col("call_id").isin(ids.toArray()));
  }
}
