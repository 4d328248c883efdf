/** The regulation of each product, as its profile tells it. */
package io.reglament.desk.regulation;
