package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deals, leads and money, as the oracle counts them. */
class SalesKpisByHandTest extends ByHand {
  @Test
  void aDealConvertsForTheLatestContactInItsLookBack() {
    // given
    roster("A1", "T1", "A2", "T2");
    write("customers", "customer_id,segment\nC2,gold\nC3,silver\n");
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,customer_id,agent_kind
        K1,2024-12-10T12:00:00,answered,A2,C1,
        K2,2024-12-10T12:00:01,answered,A2,C2,
        K3,2025-03-10T12:00:00,answered,A2,C3,
        K4,2025-03-09T12:00:00,answered,A1,C3,
        K5,2025-03-10T12:00:01,answered,A2,C4,
        K6,2025-03-10T23:59:59,answered,A2,C5,
        K7,2025-03-09T09:00:00,busy,A2,C6,
        K8,2025-03-09T09:00:00,answered,,C6,bot
        K9,2025-03-31T09:00:00,busy,,,
        """);
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,closed_at
        D1,C1,A1,won,2025-03-10T12:00:00
        D2,C2,A1,won,2025-03-10T12:00:00
        D3,C3,A1,won,2025-03-10T12:00:00
        D4,C4,A1,won,2025-03-10T12:00:00
        D5,C5,A1,won,2025-03-10
        D6,C6,A1,won,2025-03-10
        D7,,A1,won,2025-03-10
        D8,C2,A1,lost,2025-03-10
        D9,C2,A1,lost,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A2", "conversion_rate"), ratio("3", "3"))
        .containsEntry(march("agent", "A1", "conversion_rate"), ratio("4", "1"))
        .containsEntry(march("conversion_rate"), ratio("7", "3"))
        .containsEntry(march("high_value_conversion_rate"), ratio("1", "0"))
        .containsEntry(all("quarter", "2025-01-01", "high_value_conversion_rate"), ratio("1", "0"))
        .containsEntry(march("agent", "A1", "win_rate"), ratio("7", "8"))
        .containsEntry(march("agent", "A2", "win_rate"), ratio("0", "0"));
  }

  @Test
  void moneyIsConvertedOnceByTheRateOfItsDay() {
    // given
    write(
        "deals",
        """
        deal_id,agent_id,status,amount,currency,cost,closed_at
        D1,A1,won,1.50,USD,1,2025-01-31
        D2,A1,won,1.50,USD,,2025-02-01
        D3,A1,won,100,EUR,,2024-12-31
        D4,A1,won,2,EUR,,2025-01-01
        """);
    write("refunds", "refund_id,deal_id,amount,refunded_at\nR1,D1,1.50,2025-02-01T09:00:00\n");

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(all("day", "2025-01-31", "revenue"), sum("10.68"))
        .containsEntry(all("day", "2025-01-31", "net_profit"), sum("3.56"))
        .containsEntry(all("day", "2025-02-01", "revenue"), sum("10.95"))
        .containsEntry(all("day", "2025-02-01", "net_revenue"), sum("0"))
        .containsEntry(all("day", "2025-01-01", "revenue"), sum("15.70"))
        .doesNotContainKey(all("day", "2024-12-31", "revenue"));
  }

  @Test
  void aRefundTakesFromTheOwnersTeamOfItsOwnDay() {
    // given
    write(
        "agents",
        "agent_id,team_id,valid_from\nA1,T1,2024-01-01\nA1,T2,2025-03-01\nA2,T2,2024-01-01\n");
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,cost,units,closed_at
        D1,C1,A1,won,100,30,4,2024-11-05
        D2,C2,A2,won,50,,2,2025-03-05
        """);
    write(
        "refunds",
        """
        refund_id,deal_id,amount,units,refunded_at
        R1,D1,40,1,2025-03-03T10:00:00
        R2,gone,5,,2025-03-04T10:00:00
        R3,D1,1,1,2025-03-06T10:00:00
        """);
    write(
        "complaints",
        """
        complaint_id,agent_id,filed_at,resolved_at,cost
        Q1,A2,2025-03-02T09:00:00,2025-03-05,2.50
        Q2,A2,2025-03-02T09:00:00,2025-03-06,
        Q3,A2,2025-03-02T09:00:00,,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("team", "T2", "net_revenue"), sum("10"))
        .containsEntry(march("team", "T2", "net_profit"), sum("7.50"))
        .containsEntry(march("team", "T2", "return_rate"), ratio("40", "50"))
        .containsEntry(march("team", "T2", "return_units_rate"), ratio("1", "2"))
        .containsEntry(march("agent", "A1", "return_rate"), ratio("40", "0"))
        .containsEntry(march("agent", "unknown", "net_revenue"), sum("-5"))
        .containsEntry(march("team", "T2", "complaint_resolution_rate"), ratio("1", "3"))
        .containsEntry(new KpiCell("team", "T1", "month", "2024-11-01", "net_profit"), sum("70"))
        .doesNotContainKey(march("team", "T1", "net_revenue"));
  }

  @Test
  void aCustomerIsNewOnceForTheOwnerOfTheFirstDeal() {
    // given
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,closed_at,is_full_fee
        D1,C1,A1,lost,2025-01-05,true
        D3,C1,A2,won,2025-02-05,false
        D2,C1,A1,won,2025-02-05T23:59:59,true
        D4,C1,A1,won,2025-03-05,true
        D5,,A1,won,2025-03-05,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(all("year", "2025-01-01", "new_customers"), sum("1"))
        .containsEntry(new KpiCell("agent", "A1", "month", "2025-02-01", "new_customers"), sum("1"))
        .containsEntry(march("new_customers"), sum("0"))
        .containsEntry(all("year", "2025-01-01", "full_fee_deals"), sum("2"));
  }

  @Test
  void aDealIsSourcedByItsSourceElseByTheLatestLeadOfClassAOrB() {
    // given
    roster("A1", "T1", "A2", "T1", "A3", "T1");
    write(
        "leads",
        """
        lead_id,agent_id,customer_id,class,created_at,enquiry_sent_at,visited_at
        L1,A1,C1,A,2025-03-01T09:00:00,2025-03-31T23:59:59,2025-04-01T00:00:00
        L2,A2,C1,B,2025-03-02T09:00:00,,2025-03-02T09:00:00
        L3,A3,C1,C,2025-03-03T09:00:00,2025-03-04T09:00:00,
        L4,A3,C1,A,2025-03-11T09:00:00,,
        L5,A3,C2,invalid,2025-03-03T09:00:00,,
        L6,A3,,A,2025-03-03T09:00:00,,
        """);
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,source_agent_id,status,amount,closed_at
        D1,C1,A3,,won,10,2025-03-10
        D2,C1,A3,A1,won,20,2025-03-10
        D3,C2,A3,,won,30,2025-03-10
        D4,C2,A3,A9,won,40,2025-04-02
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A1", "sourced_deals"), sum("1"))
        .containsEntry(march("agent", "A2", "sourced_revenue"), sum("10"))
        .containsEntry(march("agent", "A3", "sourced_deals"), sum("0"))
        .containsEntry(march("sourced_revenue"), sum("30"))
        .containsEntry(
            new KpiCell("agent", "unknown", "month", "2025-04-01", "sourced_revenue"), sum("40"))
        .containsEntry(march("lead_conversion_rate"), ratio("2", "4"))
        .containsEntry(march("enquiries_sent"), sum("2"))
        .containsEntry(march("visits"), sum("1"))
        .containsEntry(all("month", "2025-04-01", "visits"), sum("1"));
  }
}
