package org.ringlake.kpi;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.Decimal;

/**
 * A formula of plain arithmetic: measures and numbers, added, subtracted and multiplied, divided by
 * numbers that leave no remainder. It is multiplied out, so that a cell's value takes no plan of
 * Spark's.
 *
 * <p>What SQL makes of such a formula in decimals is exact where all of its types have room, and so
 * is this. Formulas of anything else, or without room, are none of these.
 */
final class ExactFormula implements Serializable {
  private static final int MAX_FACTORS = 2;

  private final Product[] products;
  private final int scale;

  private ExactFormula(Product[] products, int scale) {
    this.products = products;
    this.scale = scale;
  }

  /**
   * A formula; empty where SQL has to compute it.
   *
   * @param measures that it may name, in the order of their values
   */
  static Optional<ExactFormula> of(String sql, List<String> measures) {
    try {
      return of(new Reader(measures).read(parsed(sql)));
    } catch (Inexact | ParseException e) { // SQL computes the one and refuses the other
      return Optional.empty();
    }
  }

  /** Scala declares no exceptions. */
  private static Expression parsed(String sql) throws ParseException {
    return new CatalystSqlParser().parseExpression(sql);
  }

  private static Optional<ExactFormula> of(Polynomial polynomial) {
    int scale =
        polynomial.terms().values().stream().mapToInt(BigDecimal::scale).reduce(0, Math::max);
    boolean hasRoom =
        scale <= Kpis.DECIMALS
            && polynomial.terms().values().stream()
                .allMatch(each -> each.setScale(scale).unscaledValue().bitLength() < Long.SIZE);
    return hasRoom
        ? Optional.of(
            new ExactFormula(
                polynomial.terms().entrySet().stream()
                    .map(term -> Product.of(term.getKey(), term.getValue().setScale(scale)))
                    .toArray(Product[]::new),
                scale))
        : Optional.empty();
  }

  /**
   * Its value.
   *
   * @throws ArithmeticException where it has more digits than are published
   */
  BigDecimal value(List<Long> measures) {
    BigDecimal value = sum(measures);
    if (value.precision() - value.scale() > Kpis.DIGITS - Kpis.DECIMALS) {
      throw new ArithmeticException("A KPI's formula comes to %s: too large".formatted(value));
    }
    return value;
  }

  private BigDecimal sum(List<Long> measures) {
    try {
      long sum = 0;
      for (Product product : products) {
        sum = Math.addExact(sum, product.value(measures));
      }
      return BigDecimal.valueOf(sum, scale);
    } catch (ArithmeticException e) { // wider than a long
      BigInteger sum = BigInteger.ZERO;
      for (Product product : products) {
        sum = sum.add(product.wideValue(measures));
      }
      return new BigDecimal(sum, scale);
    }
  }

  /** A number times measures. */
  private record Product(long number, int[] measures) implements Serializable {
    static Product of(List<Integer> measures, BigDecimal number) {
      return new Product(
          number.unscaledValue().longValueExact(),
          measures.stream().mapToInt(Integer::intValue).toArray());
    }

    long value(List<Long> values) {
      long product = number;
      for (int measure : measures) {
        product = Math.multiplyExact(product, values.get(measure));
      }
      return product;
    }

    BigInteger wideValue(List<Long> values) {
      return IntStream.of(measures)
          .mapToObj(measure -> BigInteger.valueOf(values.get(measure)))
          .reduce(BigInteger.valueOf(number), BigInteger::multiply);
    }
  }

  /** What SQL has to compute. */
  private static final class Inexact extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A sum of products, and how wide SQL's type of it is.
   *
   * @param terms numbers by the measures they multiply
   */
  private record Polynomial(
      Map<List<Integer>, BigDecimal> terms, int precision, int scale, boolean isNumber) {
    private static final int MAX_PRECISION = 38;
    private static final int MIN_SCALE_OF_QUOTIENT = 6;

    static Polynomial measure(int index) {
      return new Polynomial(Map.of(List.of(index), BigDecimal.ONE), Kpis.MEASURE_DIGITS, 0, false);
    }

    static Polynomial number(BigDecimal number) {
      return new Polynomial(
          Map.of(List.of(), number),
          Math.max(number.precision(), number.scale()),
          number.scale(),
          true);
    }

    Polynomial negated() {
      Map<List<Integer>, BigDecimal> negated = new TreeMap<>(Polynomial::compare);
      terms.forEach((measures, number) -> negated.put(measures, number.negate()));
      return new Polynomial(negated, precision, scale, isNumber);
    }

    Polynomial plus(Polynomial other) throws Inexact {
      int wider = Math.max(scale, other.scale);
      int digits = Math.max(precision - scale, other.precision - other.scale);
      Map<List<Integer>, BigDecimal> sums = new TreeMap<>(Polynomial::compare);
      sums.putAll(terms);
      other.terms.forEach((measures, number) -> sums.merge(measures, number, BigDecimal::add));
      return typed(other, sums, digits + wider + 1, wider);
    }

    Polynomial times(Polynomial other) throws Inexact {
      Map<List<Integer>, BigDecimal> products = new TreeMap<>(Polynomial::compare);
      for (Map.Entry<List<Integer>, BigDecimal> one : terms.entrySet()) {
        for (Map.Entry<List<Integer>, BigDecimal> two : other.terms.entrySet()) {
          List<Integer> measures =
              Stream.of(one.getKey(), two.getKey()).flatMap(List::stream).sorted().toList();
          if (measures.size() > MAX_FACTORS) {
            throw new Inexact();
          }
          products.merge(measures, one.getValue().multiply(two.getValue()), BigDecimal::add);
        }
      }
      return typed(other, products, precision + other.precision + 1, scale + other.scale);
    }

    Polynomial dividedBy(Polynomial other) throws Inexact {
      if (!other.isNumber || other.terms.get(List.<Integer>of()).signum() == 0) {
        throw new Inexact();
      }
      BigDecimal divisor = other.terms.get(List.<Integer>of());
      int places = Math.max(MIN_SCALE_OF_QUOTIENT, scale + other.precision + 1);
      Map<List<Integer>, BigDecimal> quotients = new TreeMap<>(Polynomial::compare);
      for (Map.Entry<List<Integer>, BigDecimal> term : terms.entrySet()) {
        quotients.put(term.getKey(), quotient(term.getValue(), divisor, places));
      }
      return typed(other, quotients, precision - scale + other.scale + places, places);
    }

    private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor, int places)
        throws Inexact {
      BigDecimal[] parts = dividend.movePointRight(places).divideAndRemainder(divisor);
      if (parts[1].signum() != 0) {
        throw new Inexact();
      }
      BigDecimal quotient = parts[0].movePointLeft(places).stripTrailingZeros();
      return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
    }

    /** Two numbers without a measure are computed in types of their own. */
    private Polynomial typed(
        Polynomial other, Map<List<Integer>, BigDecimal> result, int digits, int places)
        throws Inexact {
      if (digits > MAX_PRECISION || (isNumber && other.isNumber)) {
        throw new Inexact();
      }
      return new Polynomial(result, digits, places, false);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
      return one.toString().compareTo(other.toString());
    }
  }

  /** What Spark's parser makes of a formula, multiplied out. */
  private record Reader(List<String> measures) {
    Polynomial read(Expression formula) throws Inexact {
      if (formula instanceof UnaryMinus minus) {
        return read(minus.child()).negated();
      }
      if (formula instanceof Literal literal) {
        return Polynomial.number(number(literal.value()));
      }
      if (formula instanceof UnresolvedAttribute column) {
        return Polynomial.measure(measure(column.name()));
      }
      if (formula instanceof BinaryArithmetic arithmetic) {
        return computed(arithmetic, read(arithmetic.left()), read(arithmetic.right()));
      }
      throw new Inexact();
    }

    private static Polynomial computed(BinaryArithmetic operator, Polynomial left, Polynomial right)
        throws Inexact {
      if (operator instanceof Add) {
        return left.plus(right);
      }
      if (operator instanceof Subtract) {
        return left.plus(right.negated());
      }
      if (operator instanceof Multiply) {
        return left.times(right);
      }
      if (operator instanceof Divide) {
        return left.dividedBy(right);
      }
      throw new Inexact();
    }

    private static BigDecimal number(Object value) throws Inexact {
      if (value instanceof Integer whole) {
        return BigDecimal.valueOf(whole);
      }
      if (value instanceof Decimal exact) {
        return exact.toJavaBigDecimal();
      }
      throw new Inexact();
    }

    private int measure(String name) throws Inexact {
      int index = measures.indexOf(name);
      if (index < 0) {
        throw new Inexact();
      }
      return index;
    }
  }
}
