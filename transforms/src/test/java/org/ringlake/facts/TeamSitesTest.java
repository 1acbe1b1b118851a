package org.ringlake.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class TeamSitesTest extends SparkTest {
  private static final StructType DAYS =
      new StructType().add("team_id", "string").add("event_date", "date");

  @Test
  void aSiteHoldsFromItsDayUntilTheNextOfTheTeam() {
    Dataset<Row> days =
        rows(
            DAYS,
            """
            team_id | event_date
            T1      | 2025-02-28
            T1      | 2025-03-01
            T1      | 2025-03-31
            T1      | 2025-04-01
            """);
    Dataset<Row> teams =
        rows(
            Silver.TEAMS,
            """
            team_id | site  | valid_from
            T1      | South | 2025-04-01
            T1      | North | 2025-03-01
            """);

    assertRows(
        TeamSites.withSite(days, teams),
        """
        team_id | event_date | site
        T1      | 2025-02-28 | unknown
        T1      | 2025-03-01 | North
        T1      | 2025-03-31 | North
        T1      | 2025-04-01 | South
        """);
  }

  @Test
  void aTeamWithoutValidFromHoldsFromTheBeginning() {
    Dataset<Row> days =
        rows(
            DAYS,
            """
            team_id | event_date
            T1      | 1999-01-01
            T1      | 2025-03-01
            """);
    Dataset<Row> teams =
        rows(
            Silver.TEAMS,
            """
            team_id | site  | valid_from
            T1      | North | null
            T1      | South | 2025-03-01
            """);

    assertRows(
        TeamSites.withSite(days, teams),
        """
        event_date | site
        1999-01-01 | North
        2025-03-01 | South
        """);
  }

  @Test
  void aTeamWithoutSiteAmongOthersIsUnknownAndAnUnknownTeamToo() {
    Dataset<Row> days =
        rows(
            DAYS,
            """
            team_id | event_date
            T1      | 2025-03-01
            T2      | 2025-03-01
            unknown | 2025-03-01
            """);
    Dataset<Row> teams =
        rows(
            Silver.TEAMS,
            """
            team_id | site  | valid_from
            T1      | North | null
            T2      | null  | null
            """);

    assertRows(
        TeamSites.withSite(days, teams),
        """
        team_id | site
        T1      | North
        T2      | unknown
        unknown | unknown
        """);
  }

  @Test
  void whereNoTeamHasASiteThereAreNone() {
    Dataset<Row> days = rows(DAYS, "team_id|event_date\nT1|2025-03-01\nT2|2025-03-01\n");
    Dataset<Row> teams = rows(Silver.TEAMS, "team_id|site\nT1|null\n");

    assertRows(TeamSites.withSite(days, teams), "team_id|site\nT1|null\nT2|null\n");
    assertRows(TeamSites.withSite(days, teams.limit(0)), "team_id|site\nT1|null\nT2|null\n");
  }
}
