package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Customers who come back, renew and are lost, with windows of a month and of 45 days. */
class CustomerKpisByHandTest extends ByHand {
  private static final Worth WITHOUT_PREDICTIONS = Worth.withPredictions(Map.of());

  @Test
  void customersWhoBoughtAgainInTheirWindowCountForTheirAcquisition() {
    // given
    roster("A1", "T1", "A2", "T2", "A3", "T2");
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,customer_id
        K1,2025-01-30T09:00:00,answered,A1,C1
        K2,2025-01-30T10:00:00,answered,A2,C1
        K3,2025-02-20T10:00:00,answered,A3,C1
        K4,2025-01-30T09:00:00,answered,A2,C2
        K5,2025-01-30T09:00:00,answered,A2,C3
        K6,2025-02-27T09:00:00,answered,A2,C4
        K9,2025-03-28T09:00:00,busy,,
        """);
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,closed_at
        D1,C1,A3,won,100,2025-01-31
        D2,C1,A3,won,40,2025-02-28T10:00:00
        D3,C1,A3,won,20,2025-02-28T11:00:00
        D4,C2,A3,won,100,2025-01-31T10:00:00
        D5,C2,A3,won,40,2025-01-31T11:00:00
        D6,C2,A3,won,40,2025-03-01
        D7,C3,A3,won,100,2025-01-31
        D8,C3,A3,won,40,2025-02-10
        D9,C4,A3,won,100,2025-02-28
        D10,C4,A3,won,40,2025-03-01
        D11,C5,A3,won,100,2025-01-31
        D12,,A3,won,100,2025-01-31
        """);
    write(
        "refunds",
        """
        refund_id,deal_id,amount,refunded_at
        R1,D2,15,2025-03-03T09:00:00
        R2,D8,40,2025-03-03T09:00:00
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis(WITHOUT_PREDICTIONS);

    // then
    assertThat(kpis)
        .containsEntry(january("agent", "A2", "repurchase_rate_6m"), ratio("1", "3"))
        .containsEntry(january("team", "T2", "repurchase_revenue_6m"), sum("45"))
        .containsEntry(january("agent", "unknown", "repurchase_rate_6m"), ratio("0", "1"))
        .containsEntry(january("agent", "A1", "repurchase_rate_6m"), ratio("0", "0"))
        .containsEntry(january("enterprise", "all", "repurchase_rate_6m"), ratio("1", "4"))
        .containsEntry(all("month", "2025-02-01", "repurchase_rate_6m"), ratio("0", "0"))
        .containsEntry(all("month", "2025-02-01", "repurchase_revenue_6m"), sum("0"))
        .containsEntry(march("repurchase_rate_6m"), ratio("0", "0"));
  }

  @Test
  void customersWhomSeveralAgentsWonCountByTheirParts() {
    // given
    roster("A1", "T1", "A2", "T2", "A3", "T2");
    write("calls", "call_id,started_at,disposition\nK1,2025-03-28T09:00:00,busy\n");
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,closed_at
        D1,C1,A3,won,100,2025-01-31
        D2,C1,A3,won,40,2025-02-10
        D3,C2,A3,won,100,2025-01-31
        """);
    Worth shared =
        WITHOUT_PREDICTIONS.sharedIn(
            List.of(
                part("D1", "A1", "0.25", "10"),
                part("D1", "A2", "0.333333333", "13.33"),
                part("D1", "A3", "0.416666667", "16.67"),
                part("D2", "A1", "1", null),
                part("D3", "unattributed", "1", "0")));

    // when
    Map<KpiCell, KpiValue> kpis = kpis(shared);

    // then
    assertThat(kpis)
        .containsEntry(january("agent", "A1", "repurchase_rate_6m"), ratio("0.25", "0.25"))
        .containsEntry(january("agent", "unknown", "repurchase_rate_6m"), ratio("0", "1"))
        .containsEntry(january("team", "T2", "repurchase_rate_6m"), ratio("0.75", "0.75"))
        .containsEntry(january("team", "T2", "repurchase_revenue_6m"), sum("30"))
        .containsEntry(january("enterprise", "all", "repurchase_rate_6m"), ratio("1", "2"))
        .containsEntry(january("enterprise", "all", "repurchase_revenue_6m"), sum("40"))
        .containsEntry(march("agent", "A2", "churn_rate"), ratio("0.333333333", "0.333333333"))
        .containsEntry(march("churn_rate"), ratio("2", "2"));
  }

  private static Worth.Part part(String deal, String agent, String part, String revenue) {
    return new Worth.Part(
        deal, agent, new BigDecimal(part), revenue == null ? null : new BigDecimal(revenue), null);
  }

  @Test
  void aFirstDealRefundedInFullWinsNobody() {
    // given
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,currency,closed_at
        D1,C1,A1,won,100,USD,2025-01-10
        D2,C1,A1,won,40,,2025-01-20
        D3,C2,A1,won,100,USD,2025-01-10
        D4,C2,A1,won,40,,2025-01-20
        D5,,A1,won,1,,2025-03-31
        """);
    write(
        "refunds",
        """
        refund_id,deal_id,amount,refunded_at
        R1,D1,60,2025-02-03T09:00:00
        R2,D1,40,2025-02-04T09:00:00
        R3,D3,99.99,2025-02-03T09:00:00
        R4,D3,0.01,2025-04-01T00:00:00
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis(WITHOUT_PREDICTIONS);

    // then
    assertThat(kpis)
        .containsEntry(all("day", "2025-01-10", "repurchase_rate_6m"), ratio("1", "1"))
        .containsEntry(all("day", "2025-01-20", "repurchase_rate_6m"), ratio("0", "1"));
  }

  @Test
  void aCustomerIsLostOnTheLastDayOfTheWindowForTheTeamThatWonThem() {
    // given
    write(
        "agents",
        "agent_id,team_id,valid_from\nA1,T1,2024-01-01\nA1,T2,2025-01-15\nA2,T2,2024-01-01\n");
    write("teams", "team_id,site,valid_from\nT1,North,\nT1,South,2025-02-01\n");
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,customer_id
        K1,2024-12-31T09:00:00,answered,A1,C1
        K2,2024-12-31T09:00:00,answered,A1,C2
        K3,2025-02-14T09:00:00,busy,A2,
        K9,2025-03-17T09:00:00,busy,A2,
        """);
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,closed_at
        D1,C1,A1,won,1,2025-01-01
        D2,C1,A1,won,1,2025-02-16
        D3,C2,A1,won,1,2025-01-01
        D4,C2,A1,won,1,2025-02-15
        D5,C3,A2,won,1,2025-01-31
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis(WITHOUT_PREDICTIONS);

    // then
    assertThat(kpis)
        .containsEntry(all("day", "2025-02-14", "churn_rate"), ratio("0", "3"))
        .containsEntry(all("day", "2025-02-15", "churn_rate"), ratio("1", "3"))
        .containsEntry(all("day", "2025-02-16", "churn_rate"), ratio("0", "2"))
        .containsEntry(february("agent", "A1", "churn_rate"), ratio("1", "2"))
        .containsEntry(february("team", "T1", "churn_rate"), ratio("1", "2"))
        .containsEntry(february("site", "South", "churn_rate"), ratio("1", "0"))
        .containsEntry(march("churn_rate"), ratio("0", "3"))
        .doesNotContainKey(february("site", "North", "churn_rate"))
        .doesNotContainKey(all("day", "2025-03-16", "churn_rate"));
  }

  @Test
  void aDealIsRenewedByAnotherOfTheSameProductThirtyDaysAroundTheDayItIsDue() {
    // given
    write("calls", "call_id,started_at,disposition\nK1,2025-04-10T09:00:00,busy\n");
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,product,is_renewal,renewal_due_on,closed_at
        D1,C1,A1,won,fund,,2025-03-05,2024-03-05
        D2,C1,A2,won,fund,true,,2025-02-03
        D3,C2,A1,won,fund,,2025-03-05,2024-03-05
        D4,C2,A2,won,fund,true,,2025-02-02
        D5,C2,A2,won,loan,true,,2025-03-05
        D6,C2,A2,won,fund,false,,2025-03-05
        D7,C2,A2,lost,fund,true,,2025-03-05
        D8,C3,A1,won,fund,,2025-03-10,2024-03-05
        D9,C3,A2,won,fund,true,,2025-04-09
        D10,C4,A1,won,fund,,2025-03-11,2024-03-05
        D11,C5,A1,lost,fund,,2025-03-05,2024-03-05
        D12,C6,A1,won,,,2025-03-06,2024-03-05
        D13,C6,A2,won,fund,true,,2025-03-06
        D14,C7,A1,won,,,2025-03-06,2024-03-05
        D15,C7,A2,won,,true,,2025-03-06
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis(WITHOUT_PREDICTIONS);

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A1", "renewal_rate"), ratio("3", "5"))
        .containsEntry(all("day", "2025-03-05", "renewal_rate"), ratio("1", "2"))
        .containsEntry(all("month", "2025-02-01", "renewal_rate"), ratio("0", "0"));
  }

  @Test
  void lifetimeValueIsWhatAFittedCustomerBroughtAndWillBring() {
    // given
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,closed_at
        D1,C1,A1,won,100,2025-03-05
        D2,C1,A1,won,50,2025-04-05
        D3,C2,A1,won,70,2025-03-06
        """);
    write("refunds", "refund_id,deal_id,amount,refunded_at\nR1,D2,20,2025-04-05T09:00:00\n");

    // when
    Map<KpiCell, KpiValue> kpis =
        kpis(Worth.withPredictions(Map.of("C1", new BigDecimal("12.34"))));

    // then
    assertThat(kpis)
        .containsEntry(march("lifetime_value"), sum("142.34"))
        .containsEntry(march("agent", "unknown", "lifetime_value"), sum("142.34"))
        .containsEntry(all("day", "2025-03-06", "lifetime_value"), sum("0"))
        .containsEntry(all("month", "2025-04-01", "lifetime_value"), sum("0"));
  }

  private static KpiCell january(String layer, String entity, String kpi) {
    return new KpiCell(layer, entity, "month", "2025-01-01", kpi);
  }

  private static KpiCell february(String layer, String entity, String kpi) {
    return new KpiCell(layer, entity, "month", "2025-02-01", kpi);
  }
}
