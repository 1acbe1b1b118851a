package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What customers, reviewers and raters say, as the oracle counts it. */
class QualityKpisByHandTest extends ByHand {
  private static final String A_CALL =
      """
      call_id,started_at,disposition,agent_id
      K1,2025-03-03T09:00:00,answered,A1
      K2,2025-03-04T09:00:00,answered,A1
      K3,2025-03-31T09:00:00,busy,
      """;

  @Test
  void satisfactionAndPromotersAreThoseOfThePublishedExamples() {
    // given
    write("calls", A_CALL);
    StringBuilder answers = new StringBuilder("survey_id,agent_id,answered_at,csat,nps\n");
    List<Integer> counts = List.of(42, 32, 10, 9, 14);
    for (int i = 0; i < counts.size(); i++) {
      for (int j = 0; j < counts.get(i); j++) {
        answers.append("S%d-%d,A1,2025-03-03T10:00:00,%d,\n".formatted(i, j, 5 - i));
      }
    }
    List<Integer> nps = List.of(9, 9, 10, 10, 10, 7, 8, 0, 3, 6);
    for (int i = 0; i < nps.size(); i++) {
      answers.append("N%d,A1,2025-03-03T10:00:00,,%d\n".formatted(i, nps.get(i)));
    }
    write("surveys", answers.toString());

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("csat"), ratio("74", "107"))
        .containsEntry(march("nps"), ratio("200", "10"))
        .containsEntry(all("day", "2025-03-31", "csat"), ratio("0", "0"));
    assertThat(kpis.get(march("nps")).value()).isEqualByComparingTo("20");
  }

  @Test
  void ofTheReviewsOfACallAHumanOneThenTheNewestCounts() {
    // given
    write("calls", A_CALL);
    write(
        "reviews",
        """
        review_id,call_id,reviewed_at,source,violations,script_score,information_accurate,mood_start,mood_end,is_exemplary
        R1,K1,2025-03-09T09:00:00,automatic,3,10,false,negative,neutral,true
        R2,K1,2025-03-05T09:00:00,human,1,80.5,true,negative,positive,false
        R3,K1,2025-03-04T09:00:00,human,0,20,false,neutral,positive,true
        R4,K2,2025-03-05T09:00:00,automatic,0,90,,,,
        R5,K2,2025-03-05T09:00:00,automatic,,,,negative,,true
        R6,gone,2025-03-06T09:00:00,human,,60,true,,,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A1", "violation_rate"), ratio("1", "2"))
        .containsEntry(march("agent", "A1", "compliance_rate"), ratio("1", "2"))
        .containsEntry(march("agent", "A1", "script_adherence"), ratio("80.5", "1"))
        .containsEntry(march("agent", "A1", "information_accuracy"), ratio("1", "1"))
        .containsEntry(march("agent", "A1", "mood_recovery_rate"), ratio("1", "2"))
        .containsEntry(march("agent", "A1", "exemplary_calls"), sum("1"))
        .containsEntry(all("day", "2025-03-03", "violation_rate"), ratio("1", "1"))
        .containsEntry(all("day", "2025-03-06", "violation_rate"), ratio("0", "1"))
        .containsEntry(march("agent", "unknown", "script_adherence"), ratio("60", "1"));
  }

  @Test
  void aComplaintIsOfItsAgentElseItsCallsElseTheLatestContactBeforeIt() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition,agent_id,customer_id
        K1,2025-03-03T09:00:00,answered,A1,C1
        K2,2025-03-04T09:00:00,answered,A2,C1
        K3,2025-03-05T09:00:00,busy,A3,C1
        K4,2025-03-06T09:00:00,answered,A3,C1
        """);
    write(
        "complaints",
        """
        complaint_id,agent_id,call_id,customer_id,filed_at,resolved_at
        Q1,A9,K1,C1,2025-03-05T10:00:00,2025-03-06T10:00:00
        Q2,,K1,C1,2025-03-05T10:00:00,2025-03-07T00:00:00
        Q3,,gone,C1,2025-03-05T10:00:00,
        Q4,,,C2,2025-03-05T10:00:00,2025-03-05T09:00:00
        Q5,,,C2,2025-03-05T10:00:00,
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("agent", "A9", "complaint_resolution_rate"), ratio("1", "1"))
        .containsEntry(march("agent", "A1", "complaint_resolution_rate"), ratio("0", "1"))
        .containsEntry(march("agent", "A2", "complaint_rate"), ratio("1", "1"))
        .containsEntry(march("agent", "unknown", "complaint_rate"), ratio("1", "0"))
        .containsEntry(march("complaint_rate"), ratio("4", "3"));
  }

  @Test
  void ratingsAreOfTheirKindAndDimensionsOfManagersOnly() {
    // given
    write("calls", A_CALL);
    write(
        "ratings",
        """
        rating_id,agent_id,rated_at,rater_kind,dimension,score
        G1,A1,2025-03-03T09:00:00,manager,service,80
        G2,A1,2025-03-03T09:00:00,manager,,60.5
        G3,A1,2025-03-03T09:00:00,peer,service,0
        G4,A1,2025-03-03T09:00:00,peer,service,101
        G5,A1,2025-04-01T09:00:00,self,,90
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("manager_rating"), ratio("140.5", "2"))
        .containsEntry(march("peer_rating"), ratio("0", "1"))
        .containsEntry(march("rating_service"), ratio("80", "1"))
        .containsEntry(march("rating_speed"), ratio("0", "0"))
        .doesNotContainKey(all("month", "2025-04-01", "self_rating"));
  }

  @Test
  void anObjectiveIsAttainedUpToItsTarget() {
    // given
    write("calls", A_CALL);
    write(
        "objectives",
        """
        objective_id,agent_id,period_start,kpi,weight,target,actual
        O1,A1,2025-03-01,,2,3,1
        O2,A1,2025-03-01,,3,100,120
        O3,A1,2025-03-01,,5,100,
        O4,A1,2025-03-01,dials,7,100,
        O5,A1,2025-03-01,dials,1,100,50
        O6,A1,2025-03-01,,11,0,5
        """);

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis).containsEntry(march("objective_attainment"), ratio("4.16666667", "11"));
  }
}
