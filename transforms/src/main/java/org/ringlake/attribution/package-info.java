/**
 * Who earned a deal: the weights that models give the agents of its path, and the money by them.
 */
package org.ringlake.attribution;
