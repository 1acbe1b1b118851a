package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.FirstContacts;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/** What first contacts add to their agent's day. Source: {@link FirstContacts}. */
final class FirstContactMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Calls.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.FIRST_CONTACTS,
        AgentDay.FIRST_CONTACTS_RESOLVED,
        AgentDay.COMPLEX_FIRST_CONTACTS,
        AgentDay.COMPLEX_FIRST_CONTACTS_RESOLVED);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isResolved = col(FirstContacts.IS_RESOLVED);
    Column isComplex = coalesce(col(Calls.TOPIC).isin(rules.complexTopics().toArray()), lit(false));
    return FirstContacts.from(silver.calls(), rules.resolutionWindow(), days)
        .select(
            col(Calls.CALL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.CAMPAIGN_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.FIRST_CONTACTS),
            Additive.one(isResolved).as(AgentDay.FIRST_CONTACTS_RESOLVED),
            Additive.one(isComplex).as(AgentDay.COMPLEX_FIRST_CONTACTS),
            Additive.one(isComplex.and(isResolved)).as(AgentDay.COMPLEX_FIRST_CONTACTS_RESOLVED));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return Stream.of(
            TouchedDays.ofRows(changes, feed()),
            ofNeighbours(changes, silver, rules),
            ofWindowsThatAreOver(changes, silver, rules))
        .flatMap(days -> days);
  }

  /** Contacts on the same customer so near to a changed one that it may matter to them. */
  private static Stream<Dataset<Row>> ofNeighbours(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return changes.of(Calls.NAME).stream()
        .map(rows -> rows.filter(isContactOfSomebody()))
        .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
        .map(
            changed -> {
              CountedDays near =
                  changes
                      .daysOf(Calls.NAME)
                      .widened(rules.resolutionWindow(), rules.resolutionWindow());
              return TouchedDays.ofRelated(
                  changed,
                  silver
                      .calls()
                      .filter(near.contains(col(AgentDay.EVENT_DATE)))
                      .filter(isContactOfSomebody()),
                  TouchedDays.isSameCustomer(),
                  col(AgentDay.EVENT_DATE));
            });
  }

  /** Contacts whose window was open at the as-of day of the last time, and is over now. */
  private static Stream<Dataset<Row>> ofWindowsThatAreOver(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    if (!changes.asOf().isAfter(changes.countedUntil())) {
      return Stream.of();
    }
    long window = rules.resolutionWindow().toDays() + 1;
    Column day = col(AgentDay.EVENT_DATE);
    return Stream.of(
        TouchedDays.onlyTimePassed(
            silver
                .calls()
                .filter(
                    day.geq(lit(changes.countedUntil().minusDays(window)))
                        .and(day.leq(lit(changes.asOf()))))
                .filter(isContactOfSomebody()),
            day));
  }

  private static Column isContactOfSomebody() {
    return CallKind.isContact().and(col(Resolved.CUSTOMER_NO).isNotNull());
  }
}
