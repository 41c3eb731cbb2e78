# Turns the .sql files into one header, so that the program depends on no path. A query starts at
# "-- name: <identifier>"; migrations are whole files in the order of their names.
file(GLOB sql_files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql")
file(GLOB migration_files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql")
list(SORT migration_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sql_files} ${migration_files})

set(store_sql "// Made from the .sql files at configure time; edit those.\n#pragma once\n\nnamespace tiebreak::sql {\n")
foreach(file ${sql_files})
  file(READ "${file}" text)
  string(REGEX REPLACE "-- name: ([A-Za-z]+)\n" ")sql\";\ninline constexpr const char* \\1 = R\"sql(" text "${text}")
  # What stands before the first name closes nothing.
  string(REGEX REPLACE "^[^;]*\\)sql\";\n" "" text "${text}")
  string(APPEND store_sql "${text})sql\";\n")
endforeach()
string(APPEND store_sql "\ninline constexpr const char* kMigrations[] = {\n")
foreach(file ${migration_files})
  file(READ "${file}" text)
  string(APPEND store_sql "R\"sql(${text})sql\",\n")
endforeach()
string(APPEND store_sql "};\n\n} // namespace tiebreak::sql\n")
set(store_generated "${CMAKE_CURRENT_BINARY_DIR}/generated")
file(CONFIGURE OUTPUT "${store_generated}/store_sql.h" CONTENT "${store_sql}" @ONLY)
