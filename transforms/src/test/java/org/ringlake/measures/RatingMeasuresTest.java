package org.ringlake.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Silver;

final class RatingMeasuresTest extends MeasureSourceTest {
  RatingMeasuresTest() {
    super(new RatingMeasures());
  }

  @Test
  void eachKindOfRaterIsApartWhateverTheDimension() {
    FewFeeds feeds =
        ratings(
            """
            rating_id | rater_kind | dimension | score | event_date
            R1        | peer       | teamwork  | 80    | 2025-03-03
            R2        | manager    | null      | 70.5  | 2025-03-03
            R3        | customer   | service   | 100   | 2025-03-04
            R4        | self       | juggling  | 0     | 2025-03-04
            R5        | null       | service   | 55    | 2025-03-04
            """);

    assertRows(
        events(feeds),
        """
        event_id | peer_ratings | peer_rating_e6 | manager_ratings | manager_rating_e6 | customer_ratings | customer_rating_e6 | self_ratings | self_rating_e6
        R1       | 1            | 80000000       | 0               | 0                 | 0                | 0                  | 0            | 0
        R2       | 0            | 0              | 1               | 70500000          | 0                | 0                  | 0            | 0
        R3       | 0            | 0              | 0               | 0                 | 1                | 100000000          | 0            | 0
        R4       | 0            | 0              | 0               | 0                 | 0                | 0                  | 1            | 0
        R5       | 0            | 0              | 0               | 0                 | 0                | 0                  | 0            | 0
        """);
    assertSameOnSomeDays(feeds, "2025-03-04");
  }

  @Test
  void aDimensionCountsWhatManagersSayAboutIt() {
    assertRows(
        events(
            ratings(
                """
                rating_id | rater_kind | dimension | score | event_date
                R1        | manager    | speed     | 60    | 2025-03-03
                R2        | manager    | training  | 65    | 2025-03-03
                R3        | peer       | speed     | 90    | 2025-03-03
                R4        | manager    | Speed     | 90    | 2025-03-03
                """)),
        """
        event_id | speed_ratings | speed_rating_e6 | training_ratings | training_rating_e6 | manager_ratings
        R1       | 1             | 60000000        | 0                | 0                  | 1
        R2       | 0             | 0               | 1                | 65000000           | 1
        R3       | 0             | 0               | 0                | 0                  | 0
        R4       | 0             | 0               | 0                | 0                  | 1
        """);
  }

  @Test
  void thereIsAPairOfMeasuresForEachRaterAndDimension() {
    assertThat(new RatingMeasures().measures())
        .hasSize(2 * (4 + 11))
        .doesNotHaveDuplicates()
        .contains("teamwork_ratings", "solving_rating_e6", "communication_ratings");
  }

  private FewFeeds ratings(String table) {
    return feeds().with(Ratings.NAME, rows(Silver.RATINGS, table));
  }
}
