package org.ringlake.measures;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Teams;

final class AgentDayChangesTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 1);
  private static final String CALLS =
      """
      agent_id | team_id | disposition | event_date
      A1       | T1      | answered    | 2025-03-03
      A1       | T1      | busy        | 2025-03-03
      A2       | T1      | answered    | 2025-03-04
      A3       | T2      | busy        | 2025-03-05
      """;
  private static final String SHIFTS =
      """
      agent_id | team_id | logged_in_seconds | event_date
      A1       | T1      | 100               | 2025-03-03
      """;
  private static final String TEAMS = "team_id|site|valid_from\nT1|Beijing|null\n";

  private FewFeeds feeds(String calls, String shifts, String teams) {
    return new FewFeeds(spark())
        .with(Calls.NAME, rows(Silver.CALLS, calls))
        .with(Shifts.NAME, rows(Silver.SHIFTS, shifts))
        .with(Teams.NAME, rows(Silver.TEAMS, teams));
  }

  private static Dataset<Row> full(FewFeeds feeds) {
    return stored(AgentDay.from(feeds, feeds.rules(), CountedDays.upTo(AS_OF)));
  }

  private static Dataset<Row> differences(
      FewFeeds before, FewFeeds now, Map<String, String> daysOfSources) {
    Map<String, Set<LocalDate>> days =
        daysOfSources.entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    each ->
                        List.of(each.getValue().split(" ")).stream()
                            .map(LocalDate::parse)
                            .collect(toSet())));
    return stored(
        AgentDayChanges.of(full(before), now, now.rules(), new SourceDays(days, Set.of(), AS_OF)));
  }

  @Test
  void onlyTheSourcesAndDaysThatAreAskedForAreComputed() {
    FewFeeds before = feeds(CALLS, SHIFTS, TEAMS);
    FewFeeds now =
        feeds(
            """
            agent_id | team_id | disposition | event_date
            A1       | T1      | answered    | 2025-03-03
            A3       | T2      | answered    | 2025-03-05
            """,
            "agent_id|team_id|logged_in_seconds|event_date\nA1|T1|700|2025-03-03\n",
            TEAMS);

    assertRows(
        differences(before, now, Map.of("CallMeasures", "2025-03-03 2025-03-04")),
        """
        agent_id | team_id | site    | event_date | dials | connected_calls | worked_seconds
        A1       | T1      | Beijing | 2025-03-03 | -1    | 0               | 0
        A2       | T1      | Beijing | 2025-03-04 | -1    | -1              | 0
        """);
    assertRows(
        differences(before, now, Map.of("ShiftMeasures", "2025-03-03")),
        """
        agent_id | event_date | dials | worked_seconds
        A1       | 2025-03-03 | 0     | 600
        """);
  }

  @Test
  void rowsOfWhichNothingIsLeftAreGone() {
    FewFeeds before = feeds(CALLS, SHIFTS, TEAMS);
    FewFeeds now = feeds("agent_id|disposition|event_date\n", SHIFTS, TEAMS);
    Dataset<Row> differences =
        differences(before, now, Map.of("CallMeasures", "2025-03-03 2025-03-04 2025-03-05"));

    assertThat(AgentDayChanges.added(full(before), differences).collectAsList())
        .containsExactlyInAnyOrderElementsOf(full(now).collectAsList());
    assertRows(
        AgentDayChanges.added(full(before), differences),
        "agent_id|dials|worked_seconds\nA1|0|100\n");
  }

  @Test
  void rowsOfATeamThatSitsElsewhereMoveWithAllTheirMeasures() {
    FewFeeds before = feeds(CALLS, SHIFTS, TEAMS);
    FewFeeds now =
        feeds(
            CALLS + "A1       | T1      | busy        | 2025-03-03\n",
            SHIFTS,
            TEAMS + "T1|Chengdu|2025-03-04\n");
    Dataset<Row> differences =
        differences(
            before,
            now,
            Map.of(
                "CallMeasures",
                "2025-03-03",
                TouchedDays.SITES,
                "2025-03-03 2025-03-04 2025-03-05"));

    assertRows(
        differences,
        """
        agent_id | site    | event_date | dials
        A1       | Beijing | 2025-03-03 | 1
        A2       | Beijing | 2025-03-04 | -1
        A2       | Chengdu | 2025-03-04 | 1
        """);
    assertThat(AgentDayChanges.added(full(before), differences).collectAsList())
        .containsExactlyInAnyOrderElementsOf(full(now).collectAsList());
  }

  @Test
  void measuresThatTwoSourcesShareAreTakenAwayOnce() {
    FewFeeds before = feeds(CALLS, SHIFTS, TEAMS);
    FewFeeds now =
        feeds(CALLS, SHIFTS + "A2       | T1      | 50                | 2025-03-04\n", TEAMS);
    Dataset<Row> differences =
        differences(before, now, Map.of("AttendanceWithoutShifts", "2025-03-03 2025-03-04"));

    assertThat(AgentDayChanges.added(full(before), differences).collectAsList())
        .containsExactlyInAnyOrderElementsOf(full(now).collectAsList());
    assertRows(differences, "agent_id|attended_days|worked_seconds\nA2|1|50\n");
  }

  @Test
  void nothingDiffersWhereNothingIsAskedForOrNothingHasChanged() {
    FewFeeds feeds = feeds(CALLS, SHIFTS, TEAMS);

    assertThat(differences(feeds, feeds, Map.of()).isEmpty()).isTrue();
    assertThat(
            differences(
                    feeds,
                    feeds,
                    Map.of(
                        "CallMeasures",
                        "2025-03-03",
                        "SurveyMeasures",
                        "2025-03-03",
                        TouchedDays.SITES,
                        "2025-03-03"))
                .isEmpty())
        .isTrue();
  }
}
