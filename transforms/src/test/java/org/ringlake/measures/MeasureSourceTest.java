package org.ringlake.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;

/** Base of the tests of sources: the events of a few silver tables, for all days or for some. */
abstract class MeasureSourceTest extends SparkTest {
  static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  private final MeasureSource source;

  MeasureSourceTest(MeasureSource source) {
    this.source = source;
  }

  /** The tables of a test, to be filled. */
  FewFeeds feeds() {
    return new FewFeeds(spark());
  }

  /**
   * All events up to {@link #AS_OF}; holds only when they have the columns that sources promise.
   */
  Dataset<Row> events(FewFeeds feeds) {
    Dataset<Row> events = source.events(feeds, feeds.rules(), CountedDays.upTo(AS_OF));
    assertThat(events.columns())
        .contains(MeasureSource.EVENT_ID, AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.EVENT_DATE)
        .containsAll(source.measures());
    assertThat(source.measures())
        .allSatisfy(
            measure ->
                assertThat(events.schema().apply(measure).dataType())
                    .isEqualTo(DataTypes.LongType));
    return events;
  }

  /** Holds when the events of some days are those of all days that lie on them. */
  void assertSameOnSomeDays(FewFeeds feeds, String... days) {
    List<LocalDate> counted = Stream.of(days).map(LocalDate::parse).toList();
    Dataset<Row> some = source.events(feeds, feeds.rules(), CountedDays.of(counted, AS_OF));
    String on = String.join("', '", days);
    assertThat(texts(some))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            texts(events(feeds).filter("event_date in ('" + on + "')")));
  }

  /** The days that changes of the same as-of day touch. */
  Set<String> touched(FewFeeds now, Map<String, Dataset<Row>> changed) {
    return source
        .touched(new FewChanges(changed, AS_OF, AS_OF), now, now.rules())
        .flatMap(days -> days.select(TouchedDays.DAY).collectAsList().stream())
        .map(row -> row.getDate(0).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList();
  }
}
