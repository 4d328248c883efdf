/** Each mail's way, in and out: the page that answers "did you get my mail?". */
package io.reglament.desk.mailtrail;
