/** The cleaned tables of {@code silver}: their names, columns and codes, one class per feed. */
package org.ringlake.staging;
