/** A task's form for our own tab in Tasklist: the same {@code .form} file, checked again on the server when handed in. */
package io.reglament.desk.taskform;
