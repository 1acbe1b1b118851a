package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls, as the oracle counts them. */
class CallKpisByHandTest extends ByHand {
  @Test
  void onlyDialsOutsideTheAllowedHoursAreOutside() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_kind,direction
        K1,2025-03-03T07:59:59,busy,,
        K2,2025-03-03T08:00:00,busy,,
        K3,2025-03-03T20:59:59,busy,human,outbound
        K4,2025-03-03T13:00:00Z,busy,,
        K5,2025-03-03T03:00:00,answered,bot,
        K6,2025-03-03T03:00:00,answered,,inbound
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("off_hours_dial_rate"), ratio("2", "4"))
        .containsEntry(march("bot_dials"), sum("1"))
        .containsEntry(march("bot_contacts"), sum("1"))
        .containsEntry(march("calls_handled"), sum("1"));
  }

  @Test
  void aLiveAnswerThatWaitedMoreThanTwoSecondsIsAbandonedOnce() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,direction,connect_delay_seconds
        K1,2025-03-03T09:00:00,abandoned,,9
        K2,2025-03-03T09:01:00,answered,,2
        K3,2025-03-03T09:02:00,answered,,3
        K4,2025-03-03T09:03:00,answered,,
        K5,2025-03-03T09:04:00,abandoned,inbound,
        K6,2025-03-03T09:05:00,answered,inbound,9
        K7,2025-03-03T09:06:00,no_answer,,9
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("abandon_rate"), ratio("2", "4"))
        .containsEntry(march("connected_calls"), sum("3"))
        .containsEntry(march("calls_handled"), sum("4"));
  }

  @Test
  void aDialBreachesDoNotCallFromItsDateOn() {
    // given
    write("customers", "customer_id,phone,do_not_call_from\nC1,13800000001,2025-03-05\nC2,,\n");
    write(
        "calls",
        """
        call_id,started_at,disposition,customer_id,phone,direction
        K1,2025-03-04T23:59:59,busy,C1,,
        K2,2025-03-05T00:00:00,busy,C1,,
        K3,2025-03-06T09:00:00,busy,,0086 138 0000 0001,
        K4,2025-03-06T09:00:00,answered,C1,,inbound
        K5,2025-03-06T09:00:00,busy,C2,,
        K6,2025-03-06T09:00:00,busy,,,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("do_not_call_breaches"), sum("2"))
        .containsEntry(march("attempts_per_customer"), ratio("4", "2"))
        .containsEntry(march("customers_contacted"), sum("1"));
  }

  @Test
  void aFirstContactIsResolvedUnlessAnotherFollowsWithin168Hours() {
    // given
    roster("A1", "T1", "A2", "T2");
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,customer_id,topic,direction
        K1,2025-03-01T10:00:00,answered,A1,C1,,
        K2,2025-03-08T10:00:00,answered,A1,C1,,
        K3,2025-03-01T10:00:00,answered,A1,C2,,inbound
        K4,2025-03-08T09:59:59,answered,A2,C2,,
        K5,2025-03-01T10:00:00,answered,A1,C3,账单,
        K6,2025-03-02T10:00:00,answered,A1,C3,,
        K7,2025-03-03T10:00:00,busy,A1,C3,,
        K8,2025-03-01T10:00:00,answered,A1,,,
        K9,2025-03-23T10:00:00,answered,A1,C4,,
        K10,2025-03-24T10:00:00,answered,A1,C5,,
        K11,2025-03-31T10:00:00,busy,A1,,,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("first_call_resolution"), ratio("5", "6"))
        .containsEntry(march("agent", "A1", "first_call_resolution"), ratio("5", "6"))
        .containsEntry(march("agent", "A2", "first_call_resolution"), ratio("0", "0"))
        .containsEntry(march("complex_resolution_rate"), ratio("1", "1"));
  }

  @Test
  void timesAreOfContactsAndSharesOfShifts() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,talk_seconds,hold_seconds,wrap_seconds
        K1,2025-03-03T09:00:00,answered,60,10,30
        K2,2025-03-03T09:10:00,answered,29,,1
        K3,2025-03-04T09:20:00,voicemail,50,5,5
        """);
    write(
        "shifts",
        """
        agent_id,date,scheduled_seconds,logged_in_seconds,break_seconds,available_seconds
        A1,2025-03-03,500,7300,100,70
        A1,2025-03-04,0,0,,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("wrap_share"), ratio("31", "130"))
        .containsEntry(march("occupancy"), ratio("130", "200"))
        .containsEntry(march("utilisation"), ratio("200", "500"))
        .containsEntry(march("dials_per_hour"), ratio("3", "2"))
        .containsEntry(march("effective_calls_per_day"), ratio("1", "1"))
        .containsEntry(march("weekly_hours"), ratio("2", "0.285714285714285714"))
        .containsEntry(all("day", "2025-03-04", "wrap_share"), ratio("0", "0"));
  }

  @Test
  void intentIsOfDistinctCustomersByOutcomeOrLead() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,customer_id,outcome,agent_kind
        K1,2025-03-03T09:00:00,answered,C1,intent,
        K2,2025-03-04T09:00:00,answered,C1,appointment,
        K3,2025-03-04T09:00:00,answered,C2,sale,
        K4,2025-03-04T09:00:00,answered,C3,refused,
        K5,2025-03-04T09:00:00,answered,C4,sale,bot
        K6,2025-03-04T09:00:00,answered,C5,,
        """);
    write(
        "leads",
        """
        lead_id,agent_id,customer_id,class,created_at
        L1,A1,C2,A,2025-03-03T09:00:00
        L2,A1,C3,C,2025-03-03T09:00:00
        L3,A1,C5,B,2025-03-03T09:00:00
        L4,A1,,B,2025-03-03T09:00:00
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("intent_rate"), ratio("3", "4"))
        .containsEntry(march("appointment_rate"), ratio("1", "4"))
        .containsEntry(march("leads"), sum("3"))
        .containsEntry(march("valid_information"), sum("4"));
  }
}
