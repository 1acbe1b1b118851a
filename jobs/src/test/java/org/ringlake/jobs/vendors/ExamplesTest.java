package org.ringlake.jobs.vendors;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Teams;

/** The examples of {@code conf/examples}, on small files in the formats they are for. */
class ExamplesTest extends SparkTest {
  @TempDir static Path workspace;
  private static VendorLake lake;

  @BeforeEach
  void takeIn() {
    if (lake == null) {
      lake =
          VendorLake.at(workspace)
              .withExample("technion")
              .withFilesOf("technion")
              .withExample("maven")
              .withFilesOf("maven")
              .takenIn(spark());
    }
  }

  @Test
  void aTechnionCallIsOfItsTypesTeamWithOrWithoutAServer() {
    assertRows(
        lake.silverOf("technion_calls", Calls.NAME),
        """
        call_id       | started_at          | agent_id | team_id | customer_id | direction | disposition | ring_seconds | talk_seconds
        990305-XX01-1 | 1999-03-05 13:02:47 | ALMA     | PS      | null        | inbound   | answered    | 0            | 106
        990305-XX01-2 | 1999-03-05 14:00:00 | null     | PS      | 4711        | inbound   | answered    | 5            | 20
        990305-XX01-3 | 1999-03-06 05:59:58 | ALMA     | NW      | 4712        | inbound   | answered    | 20           | 60
        990305-XX02-1 | 1999-03-05 15:09:16 | null     | NW      | 4712        | inbound   | abandoned   | 5            | 0
        990305-XX02-2 | 1999-03-05 16:00:00 | BENO     | TT      | null        | outbound  | answered    | 0            | 30
        990305-XX02-3 | 1999-03-05 19:13:33 | null     | PS      | null        | inbound   | failed      | 30           | 0
        """);
    assertRows(
        lake.rejectedOf("technion_calls", Calls.NAME),
        """
        field      | value        | reason
        started_at | 19990230 13:13:33 | is not a date and time
        """);
  }

  @Test
  void technionsAgentsAndTeamsComeFromTheFileOfItsCalls() {
    assertRows(
        lake.silverOf("technion_agents", Agents.NAME),
        """
        agent_id | name
        ALMA     | ALMA
        BENO     | BENO
        """);
    assertRows(
        lake.silverOf("technion_teams", Teams.NAME),
        """
        team_id | name                | business
        PS      | Regular activity    | service
        NW      | Potential customers | service
        TT      | Calls back          | service
        """);
  }

  /** O4 has no date at all: there is no day on which its agent has a team. */
  @Test
  void aMavenDealIsOfItsAgentsManagerAndADealWithoutAccountIsKept() {
    assertRows(
        lake.silverOf("maven_deals", Deals.NAME),
        """
        deal_id | agent_id  | team_id    | customer_id | status | amount  | product    | closed_at
        O1      | Ida Moon  | Vera Stone | Nordlicht   | won    | 1054.00 | GTX Pro    | 2017-03-01 23:59:59
        O2      | Ida Moon  | Vera Stone | Nordlicht   | lost   | 0.00    | MG Special | 2017-03-11 23:59:59
        O3      | Otto Reed | Vera Stone | null        | open   | null    | GTX Basic  | null
        O4      | Otto Reed | null       | null        | open   | null    | GTX Basic  | null
        """);
    assertRows(
        lake.rejectedOf("maven_deals", Deals.NAME),
        """
        field     | reason
        closed_at | a won deal needs closed_at
        """);
  }

  @Test
  void mavensManagersAreTeamsOfTheirOffice() {
    assertRows(
        lake.silverOf("maven_teams", Teams.NAME),
        """
        team_id    | site  | business
        Vera Stone | North | sales
        Paul Lake  | South | sales
        """);
    assertRows(
        lake.silverOf("maven_customers", Customers.NAME),
        """
        customer_id | segment
        Nordlicht   | technology
        Suedwind    | medical
        """);
  }
}
