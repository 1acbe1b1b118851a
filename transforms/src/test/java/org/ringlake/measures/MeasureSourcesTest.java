package org.ringlake.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.QualityRules;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Surveys;

/** What holds of every source of measures and of customers, also of those added later. */
final class MeasureSourcesTest extends SparkTest {
  private static final long SEED = 20250301;
  private static final LocalDate AS_OF = RandomFeeds.FIRST_DAY.plusDays(RandomFeeds.DAYS - 5);

  static List<MeasureSource> measureSources() {
    return AgentDay.SOURCES;
  }

  static List<CustomerSource> customerSources() {
    return AgentDayCustomers.SOURCES;
  }

  @ParameterizedTest
  @MethodSource("measureSources")
  void eventsHaveTheColumnsOfTheContractAndMeasuresAreNeverNull(MeasureSource source) {
    FewFeeds feeds = feeds(source);
    StructType schema = source.events(feeds, feeds.rules(), CountedDays.upTo(AS_OF)).schema();

    assertThat(schema.fieldNames())
        .contains(MeasureSource.EVENT_ID, AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.EVENT_DATE);
    assertThat(source.measures())
        .isNotEmpty()
        .allSatisfy(
            measure ->
                assertThat(schema.apply(measure))
                    .isEqualTo(DataTypes.createStructField(measure, DataTypes.LongType, false)));
  }

  @ParameterizedTest
  @MethodSource("measureSources")
  void someDaysAloneHaveTheEventsOfThoseDaysInAll(MeasureSource source) {
    FewFeeds feeds = feeds(source);
    List<LocalDate> some = days(2, 3, 17, RandomFeeds.DAYS - 1);

    List<String> all =
        texts(source.events(feeds, feeds.rules(), CountedDays.upTo(AS_OF)), source.measures());
    List<String> alone =
        texts(source.events(feeds, feeds.rules(), CountedDays.of(some, AS_OF)), source.measures());

    assertThat(all).as("seed " + SEED).isNotEmpty();
    assertThat(alone).as("seed " + SEED).isEqualTo(of(all, some));
  }

  @ParameterizedTest
  @MethodSource("customerSources")
  void someDaysAloneHaveTheCustomersOfThoseDaysInAll(CustomerSource source) {
    FewFeeds feeds = RandomFeeds.of(spark(), SEED);
    List<LocalDate> some = days(2, 3, 17, RandomFeeds.DAYS - 1);
    List<String> columns =
        Stream.concat(Stream.of(Resolved.CUSTOMER_NO), source.sets().stream()).toList();

    List<String> all = texts(source.events(feeds, feeds.rules(), CountedDays.upTo(AS_OF)), columns);
    List<String> alone =
        texts(source.events(feeds, feeds.rules(), CountedDays.of(some, AS_OF)), columns);

    assertThat(all).as("seed " + SEED).isNotEmpty();
    assertThat(alone).as("seed " + SEED).isEqualTo(of(all, some));
  }

  @ParameterizedTest
  @MethodSource("measureSources")
  void feedsWithoutRowsMakeNoEvents(MeasureSource source) {
    FewFeeds nothing = new FewFeeds(spark());

    assertThat(source.events(nothing, nothing.rules(), CountedDays.upTo(AS_OF)).collectAsList())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("measureSources")
  void aSourceThatSaysThereAreNoEventsHasNone(MeasureSource source) {
    FewFeeds all = RandomFeeds.of(spark(), SEED);
    QualityRules everyCall = new QualityRules(Set.of(), Set.of("a"), Set.of(), Set.of(), Set.of());

    assertThat(source.mayHaveEvents(all)).isTrue();
    for (String feed : Silver.SCHEMAS.keySet()) {
      FewFeeds others = without(feed, all);
      assertThat(
              source.mayHaveEvents(others)
                  || source
                      .events(others, others.rules(everyCall), CountedDays.upTo(AS_OF))
                      .isEmpty())
          .as("without %s, seed %d", feed, SEED)
          .isTrue();
    }
    assertThat(source.mayHaveEvents(new FewFeeds(spark()))).isFalse();
  }

  private FewFeeds without(String feed, FewFeeds all) {
    FewFeeds others = new FewFeeds(spark());
    for (String other : Silver.SCHEMAS.keySet()) {
      if (!other.equals(feed)) {
        others.with(other, all.of(other));
      }
    }
    return feed.equals(Deals.NAME) ? others : others.with(DealCredits.NAME, all.credits());
  }

  @Test
  void daysOfFeedsThatNeverCameAreThoseOfFeedsWithoutRows() {
    FewFeeds all = RandomFeeds.of(spark(), SEED);
    FewFeeds some = new FewFeeds(spark());
    FewFeeds empty = new FewFeeds(spark());
    for (String feed : Silver.SCHEMAS.keySet()) {
      empty.with(feed, all.of(feed).limit(0));
    }
    for (String feed : List.of(Calls.NAME, Surveys.NAME)) {
      some.with(feed, all.of(feed));
      empty.with(feed, all.of(feed));
    }
    CountedDays days = CountedDays.upTo(AS_OF);

    List<Row> found = AgentDay.from(some, some.rules(), days).collectAsList();

    assertThat(found)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            AgentDay.from(empty, empty.rules(), days).collectAsList());
    FewFeeds nothing = new FewFeeds(spark());
    assertThat(AgentDay.from(nothing, nothing.rules(), days).collectAsList()).isEmpty();
  }

  @Test
  void everyMeasureAddsSomethingSomewhereInTheRandomFeeds() {
    FewFeeds feeds = RandomFeeds.of(spark(), SEED);
    Row sums =
        AgentDay.from(feeds, feeds.rules(Period.ofDays(7)), CountedDays.upTo(AS_OF))
            .groupBy()
            .sum(AgentDay.MEASURES.toArray(String[]::new))
            .first();

    assertThat(AgentDay.MEASURES)
        .as("seed " + SEED)
        .allSatisfy(
            measure ->
                assertThat(sums.getLong(AgentDay.MEASURES.indexOf(measure)))
                    .as(measure)
                    .isNotZero());
  }

  /** Attendance by calls is for lakes without shifts. */
  private FewFeeds feeds(MeasureSource source) {
    FewFeeds feeds = RandomFeeds.of(spark(), SEED);
    return source instanceof AttendanceWithoutShifts
        ? feeds.with(Shifts.NAME, spark().createDataFrame(List.of(), Silver.SHIFTS))
        : feeds;
  }

  private static List<LocalDate> days(int... offsets) {
    return Arrays.stream(offsets).mapToObj(RandomFeeds.FIRST_DAY::plusDays).toList();
  }

  /** The events as sorted texts that begin with their day. */
  private static List<String> texts(Dataset<Row> events, List<String> values) {
    List<String> key =
        Stream.of(
                AgentDay.EVENT_DATE,
                MeasureSource.EVENT_ID,
                AgentDay.AGENT_ID,
                AgentDay.TEAM_ID,
                AgentDay.CAMPAIGN_ID)
            .filter(List.of(events.columns())::contains)
            .toList();
    return events
        .select(
            Stream.concat(key.stream(), values.stream()).map(functions::col).toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  private static List<String> of(List<String> events, List<LocalDate> days) {
    List<String> starts = days.stream().map(LocalDate::toString).toList();
    return events.stream().filter(event -> starts.stream().anyMatch(event::startsWith)).toList();
  }
}
