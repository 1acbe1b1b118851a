package org.ringlake.measures;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;

final class AgentDayTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void everyDispositionIsADialButOnlySomeAreConnectedOrContacts() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | disposition | event_date
            A1       | answered    | 2025-03-03
            A1       | voicemail   | 2025-03-03
            A1       | no_answer   | 2025-03-03
            A1       | busy        | 2025-03-03
            A1       | failed      | 2025-03-03
            A1       | abandoned   | 2025-03-03
            """);

    assertRows(
        ofCalls(calls),
        """
        agent_id | dials | connected_calls | outbound_contacts | contacts
        A1       | 6     | 2               | 1                 | 1
        """);
  }

  @Test
  void inboundCallsAreContactsButNeverDialsOrConnects() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | direction | disposition | talk_seconds | event_date
            A1       | inbound   | answered    | 60           | 2025-03-03
            A1       | inbound   | abandoned   | null         | 2025-03-03
            A1       | outbound  | answered    | 40           | 2025-03-03
            """);

    assertRows(
        ofCalls(calls),
        """
        dials | connected_calls | outbound_contacts | contacts | effective_calls | talk_seconds
        1     | 1               | 1                 | 2        | 2               | 100
        """);
  }

  @Test
  void botsAreCountedApartAndInNothingElse() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | agent_kind | direction | disposition | talk_seconds | event_date
            A1       | bot        | null      | answered    | 90           | 2025-03-03
            A1       | bot        | outbound  | busy        | null         | 2025-03-03
            A1       | bot        | inbound   | answered    | 90           | 2025-03-03
            """);

    assertRows(
        ofCalls(calls),
        """
        bot_dials | bot_contacts | dials | connected_calls | contacts | talk_seconds | attended_days
        2         | 1            | 0     | 0               | 0        | 0            | 0
        """);
  }

  @Test
  void aContactIsEffectiveFromTheLeastTalkTimeOn() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | disposition | talk_seconds | event_date
            A1       | answered    | 29           | 2025-03-03
            A1       | answered    | 30           | 2025-03-03
            A1       | answered    | null         | 2025-03-03
            A1       | voicemail   | 31           | 2025-03-03
            """);

    assertRows(ofCalls(calls), "contacts|effective_calls\n3|1\n");
  }

  @Test
  void talkHoldAndWrapCountOnContactsOnlyAndNullIsNothing() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | disposition | talk_seconds | hold_seconds | wrap_seconds | event_date
            A1       | answered    | 100          | 20           | null         | 2025-03-03
            A1       | answered    | 10           | null         | 5            | 2025-03-03
            A1       | voicemail   | 1000         | 1000         | 1000         | 2025-03-03
            """);

    assertRows(
        ofCalls(calls),
        """
        talk_seconds | hold_seconds | wrap_seconds | handle_seconds
        110          | 20           | 5            | 135
        """);
  }

  @Test
  void nobodyKnownIsUnknownAndCampaignsAreApart() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | team_id | campaign_id | disposition | event_date
            null     | null    | null        | busy        | 2025-03-03
            null     | T1      | spring      | busy        | 2025-03-03
            A1       | null    | spring      | busy        | 2025-03-03
            A1       | null    | autumn      | busy        | 2025-03-03
            """);

    assertRows(
        ofCalls(calls).filter("dials > 0"),
        """
        agent_id | team_id | campaign_id | dials
        unknown  | unknown |             | 1
        unknown  | T1      | spring      | 1
        A1       | unknown | spring      | 1
        A1       | unknown | autumn      | 1
        """);
  }

  @Test
  void whereThereAreShiftsTheySayWhoAttended() {
    Dataset<Row> calls =
        calls("agent_id|disposition|event_date\nA1|busy|2025-03-03\nA1|busy|2025-03-04\n");
    Dataset<Row> shifts =
        rows(
            Silver.SHIFTS,
            """
            agent_id | scheduled_seconds | logged_in_seconds | break_seconds | event_date
            A1       | 28800             | 1                 | null          | 2025-03-03
            A1       | 28800             | 0                 | 0             | 2025-03-04
            A1       | 28800             | null              | 600           | 2025-03-05
            A1       | null              | 28000             | 1000          | 2025-03-06
            """);

    assertRows(
        agentDay(feeds().with(Calls.NAME, calls).with(Shifts.NAME, shifts)),
        """
        event_date | dials | attended_days | scheduled_seconds | worked_seconds
        2025-03-03 | 1     | 1             | 28800             | 1
        2025-03-04 | 1     | 0             | 28800             | 0
        2025-03-05 | 0     | 0             | 28800             | 0
        2025-03-06 | 0     | 1             | 0                 | 27000
        """);
  }

  @Test
  void withoutAnyShiftAKnownAgentAttendedOnDaysWithAHumanCallOfAnyKind() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | campaign_id | agent_kind | direction | disposition | event_date
            A1       | spring      | null       | inbound   | abandoned   | 2025-03-03
            A1       | autumn      | null       | null      | busy        | 2025-03-03
            A2       | spring      | bot        | null      | answered    | 2025-03-03
            null     | spring      | null       | null      | answered    | 2025-03-03
            """);

    assertRows(
        ofCalls(calls).filter("attended_days > 0"),
        """
        agent_id | campaign_id | attended_days
        A1       |             | 1
        """);
  }

  @Test
  void anAgentOfTwoTeamsInOneDayHasARowInEachButAttendedOnceWhereMostCallsWere() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | team_id | disposition | event_date
            A1       | T1      | busy        | 2025-03-03
            A1       | T2      | busy        | 2025-03-03
            A1       | T2      | busy        | 2025-03-03
            A2       | T2      | busy        | 2025-03-03
            A2       | T1      | busy        | 2025-03-03
            """);

    assertRows(
        ofCalls(calls),
        """
        agent_id | team_id | dials | attended_days
        A1       | T1      | 1     | 0
        A1       | T2      | 2     | 1
        A2       | T1      | 1     | 1
        A2       | T2      | 1     | 0
        """);
  }

  @Test
  void dealsCountForTheirOwnerOnTheClosingDay() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            agent_id | team_id | status | units | amount | event_date | closed_at
            A1       | T1      | won    | 2     | 10.50  | 2025-03-03 | 2025-03-03 10:00:00
            A1       | T1      | won    | null  | null   | 2025-03-03 | 2025-03-03 10:00:00
            A1       | T1      | lost   | 9     | 999.99 | 2025-03-03 | 2025-03-03 10:00:00
            """);

    assertRows(
        agentDay(feeds().with(Deals.NAME, deals)),
        """
        agent_id | campaign_id | deals_won | deals_lost | units_sold | revenue_minor | dials
        A1       |             | 2         | 1          | 2          | 1050          | 0
        """);
  }

  @Test
  void surveysAreSatisfiedFromFourPromotersFromNineAndDetractorsUpToSix() {
    Dataset<Row> surveys =
        rows(
            Silver.SURVEYS,
            """
            agent_id | csat | nps  | event_date
            A1       | 3    | 6    | 2025-03-03
            A1       | 4    | 7    | 2025-03-03
            A1       | 5    | 8    | 2025-03-03
            A1       | null | 9    | 2025-03-03
            A1       | 1    | null | 2025-03-03
            """);

    assertRows(
        agentDay(feeds().with(Surveys.NAME, surveys)),
        """
        csat_answers | csat_satisfied | nps_answers | nps_promoters | nps_detractors
        4            | 2              | 4           | 1             | 1
        """);
  }

  @Test
  void eventsAfterTheAsOfDayAreNotCounted() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | disposition | event_date
            A1       | busy        | 2025-03-31
            A1       | busy        | 2025-04-01
            """);

    assertRows(ofCalls(calls), "event_date|dials\n2025-03-31|1\n");
  }

  @Test
  void theSiteIsThatOfTheTeamOnTheDay() {
    Dataset<Row> calls =
        calls(
            """
            agent_id | team_id | disposition | event_date
            A1       | T1      | busy        | 2025-03-03
            A1       | T1      | busy        | 2025-03-04
            """);
    Dataset<Row> teams = rows(Silver.TEAMS, "team_id|site|valid_from\nT1|North|2025-03-04\n");

    assertRows(
        agentDay(feeds().with(Calls.NAME, calls).with(Teams.NAME, teams)),
        "event_date|site\n2025-03-03|unknown\n2025-03-04|North\n");
  }

  @Test
  void nothingMakesNoRows() {
    assertRows(ofCalls(calls("agent_id\n")), "agent_id\n");
  }

  private Dataset<Row> ofCalls(Dataset<Row> calls) {
    return agentDay(feeds().with(Calls.NAME, calls));
  }

  private static Dataset<Row> agentDay(FewFeeds feeds) {
    return AgentDay.from(feeds, feeds.rules(), CountedDays.upTo(AS_OF));
  }

  private FewFeeds feeds() {
    return new FewFeeds(spark());
  }

  private Dataset<Row> calls(String table) {
    return rows(Silver.CALLS, table);
  }
}
