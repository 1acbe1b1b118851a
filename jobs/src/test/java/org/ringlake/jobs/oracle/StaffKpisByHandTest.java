package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attendance, reports, profiles, costs and attrition, as the oracle counts them. */
class StaffKpisByHandTest extends ByHand {
  private static final String AS_OF_APRIL_10 =
      "call_id,started_at,disposition\nK1,2025-04-10T09:00:00,busy\n";

  @Test
  void attritionIsVoluntaryLeaversOfAYearOverTheMeanHeadcount() {
    // given
    write("calls", AS_OF_APRIL_10);
    write(
        "agents",
        """
        agent_id,team_id,hired_on,left_on,left_reason
        A1,T1,2024-01-01,,
        A2,T1,2025-02-28,2025-03-31,voluntary
        A3,T1,2025-03-31,,
        A4,T1,2025-04-01,2025-04-11,voluntary
        A5,T1,2024-01-01,2025-03-01,involuntary
        A6,T2,2024-01-01,2025-02-28,voluntary
        A7,,2025-03-15,2025-03-20,voluntary
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("team", "T1", "attrition_rate"), ratio("12", "2.5"))
        .containsEntry(march("team", "unknown", "attrition_rate"), ratio("12", "0"))
        .containsEntry(march("attrition_rate"), ratio("24", "2.5"))
        .containsEntry(all("quarter", "2025-01-01", "attrition_rate"), ratio("12", "2.5"))
        .containsEntry(all("year", "2025-01-01", "attrition_rate"), ratio("3", "3"))
        .containsEntry(all("month", "2025-04-01", "attrition_rate"), ratio("0", "2.5"))
        .doesNotContainKey(march("agent", "A2", "attrition_rate"))
        .doesNotContainKey(all("day", "2025-03-31", "attrition_rate"));
  }

  @Test
  void annualLeaveIsNoAbsence() {
    // given
    write("calls", AS_OF_APRIL_10);
    write(
        "shifts",
        """
        agent_id,date,scheduled_seconds,logged_in_seconds,leave_type,leave_days
        A1,2025-03-03,28800,28800,,
        A1,2025-03-04,28800,0,sick,1
        A1,2025-03-05,28800,14400,personal,0.5
        A1,2025-03-06,28800,,annual,1
        A1,2025-03-07,0,100,,
        A1,2025-03-08,28800,100,other,1.01
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("absence_rate"), ratio("1.5", "4"))
        .containsEntry(all("day", "2025-03-07", "absence_rate"), ratio("0", "0"))
        .doesNotContainKey(all("day", "2025-03-08", "absence_rate"));
  }

  @Test
  void reportsAreComparedWithDaysAndWeeksAttended() {
    // given
    write("calls", AS_OF_APRIL_10);
    write(
        "shifts",
        """
        agent_id,date,logged_in_seconds
        A1,2025-03-27,100
        A1,2025-03-31,100
        A1,2025-04-01,100
        A2,2025-04-01,100
        A2,2025-04-02,0
        """);
    write(
        "worklogs",
        """
        agent_id,date,kind,submitted_at
        A1,2025-03-27,daily,2025-03-27T15:59:00Z
        A1,2025-03-31,daily,2025-03-31T23:59:01
        A1,2025-04-01,daily,
        A1,2025-03-28,weekly,2025-03-30T09:00:00
        A2,2025-04-04,weekly,2025-04-04T09:00:00
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("report_rate"), ratio("1", "2"))
        .containsEntry(march("weekly_report_rate"), ratio("1", "2"))
        .containsEntry(all("month", "2025-04-01", "report_rate"), ratio("0", "2"))
        .containsEntry(all("month", "2025-04-01", "weekly_report_rate"), ratio("1", "1"))
        .containsEntry(all("week", "2025-03-31", "weekly_report_rate"), ratio("1", "2"));
  }

  @Test
  void withoutShiftsADayWithACallIsAttended() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,agent_kind
        K1,2025-03-03T09:00:00,busy,A1,
        K2,2025-03-03T10:00:00,answered,A1,
        K3,2025-03-04T10:00:00,busy,A1,
        K4,2025-03-04T10:00:00,busy,A2,bot
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("dials_per_day"), ratio("3", "2"))
        .containsEntry(march("weekly_report_rate"), ratio("0", "1"))
        .containsEntry(march("dials_per_hour"), ratio("3", "0"));
  }

  @Test
  void aProfileIsOfWhoUpdatedItLast() {
    // given
    write("calls", AS_OF_APRIL_10);
    write(
        "customers",
        """
        customer_id,required_fields,filled_fields,agent_id,updated_at
        C1,4,1,A1,2025-03-02T09:00:00
        C1,4,3,A2,2025-03-03T09:00:00
        C2,5,,A2,2025-03-04T09:00:00
        C3,2,2,A2,2025-04-11T09:00:00
        C4,1,2,A2,2025-03-04T09:00:00
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A2", "profile_completion"), ratio("3", "9"))
        .doesNotContainKey(march("agent", "A1", "profile_completion"));
  }

  @Test
  void costsAreOfTeamsAndTheEnterpriseByMonth() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition
        K1,2025-03-10T09:00:00,answered
        K2,2025-03-10T09:00:00,voicemail
        """);
    write(
        "costs",
        """
        cost_id,team_id,month,amount,currency
        X1,T1,2025-03,100,
        X2,,2025-03-01,50.50,CNY
        X3,T1,2025-03-31,-10,
        X4,T1,2025-03-01,1,USD
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("team", "T1", "cost_per_connect"), ratio("97.30", "0"))
        .containsEntry(march("team", "unknown", "cost_per_connect"), ratio("50.50", "2"))
        .containsEntry(march("cost_per_connect"), ratio("147.80", "2"))
        .containsEntry(march("cost_per_deal"), ratio("147.80", "0"))
        .containsKey(all("day", "2025-03-01", "dials"))
        .doesNotContainKey(all("week", "2025-02-24", "cost_per_deal"))
        .doesNotContainKey(march("agent", "unknown", "cost_per_connect"));
  }
}
