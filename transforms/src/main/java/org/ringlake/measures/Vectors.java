package org.ringlake.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udaf;

import java.io.Serial;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * Many measures as one column, an ARRAY of BIGINT with an element for each, none of them null.
 *
 * <p>A hundred sums of a hundred columns take Spark longer to plan, and to compile where it can at
 * all, than to compute.
 */
public final class Vectors {
  /** Spark names no encoder of long[] in Java. */
  @SuppressWarnings("unchecked") // its elements are of the primitive type
  private static final Encoder<long[]> LONGS =
      (Encoder<long[]>)
          (Encoder<?>)
              new AgnosticEncoders.ArrayEncoder<>(
                  AgnosticEncoders.PrimitiveLongEncoder$.MODULE$, false);

  private Vectors() {}

  /** The columns that a vector was made of. */
  public static Stream<Column> columns(Column vector, List<String> measures) {
    return IntStream.range(0, measures.size())
        .mapToObj(index -> element_at(vector, index + 1).as(measures.get(index)));
  }

  /**
   * The sum of a group's vectors, element by element.
   *
   * @param length of each
   * @throws ArithmeticException when a query runs and a sum does not fit a BIGINT
   */
  public static Column sum(Column vectors, int length) {
    return udaf(new Sum(length), LONGS).apply(vectors);
  }

  /** The vector whose elements have the other sign. */
  public static Column negated(Column vector) {
    return transform(vector, element -> negate(element));
  }

  /** Whether any element is not 0. */
  public static Column isAnything(Column vector) {
    return exists(vector, element -> element.notEqual(0L));
  }

  /** A part of a vector: some measures, and where in the whole they are. */
  static Column part(int of, List<String> measures) {
    return array(
        Stream.concat(Stream.of(lit((long) of)), measures.stream().map(name -> col(name)))
            .toArray(Column[]::new));
  }

  /**
   * The sum of a group's parts, element by element; 0 for what no part has.
   *
   * @param parts made by {@link #part}
   * @param measures of each part, by its number
   * @param whole the measures of the sum
   */
  static Column sumOfParts(Column parts, List<List<String>> measures, List<String> whole) {
    int[][] places =
        measures.stream()
            .map(part -> part.stream().mapToInt(whole::indexOf).toArray())
            .toArray(int[][]::new);
    return udaf(new SumOfParts(whole.size(), places), LONGS).apply(parts);
  }

  private static class Sum extends Aggregator<long[], long[], long[]> {
    @Serial private static final long serialVersionUID = 1L;

    private final int length;

    Sum(int length) {
      this.length = length;
    }

    @Override
    public long[] zero() {
      return new long[length];
    }

    @Override
    public long[] reduce(long[] sum, long[] vector) {
      return merge(sum, vector);
    }

    @Override
    public long[] merge(long[] sum, long[] other) {
      for (int index = 0; index < sum.length; index++) {
        sum[index] = Math.addExact(sum[index], other[index]);
      }
      return sum;
    }

    @Override
    public long[] finish(long[] sum) {
      return sum;
    }

    @Override
    public Encoder<long[]> bufferEncoder() {
      return LONGS;
    }

    @Override
    public Encoder<long[]> outputEncoder() {
      return LONGS;
    }
  }

  private static final class SumOfParts extends Sum {
    @Serial private static final long serialVersionUID = 1L;

    private final int[][] places;

    SumOfParts(int length, int[][] places) {
      super(length);
      this.places = places;
    }

    @Override
    public long[] reduce(long[] sum, long[] part) {
      int[] placesOfPart = places[Math.toIntExact(part[0])];
      for (int index = 0; index < placesOfPart.length; index++) {
        int place = placesOfPart[index];
        sum[place] = Math.addExact(sum[place], part[index + 1]);
      }
      return sum;
    }
  }
}
