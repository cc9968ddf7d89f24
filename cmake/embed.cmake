# embed_folder(OUT FOLDER PATTERN PLAIN|GZIP) packs the files of a folder into the program: one assembler file with
# .incbin and one table (src/base/embedded.h). OUT is also the table's name in C++: duban::embedded::OUT().
function(embed_folder out folder pattern how)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
  set(paths)
  foreach(f ${files})
    list(APPEND paths ${folder}/${f})
  endforeach()
  set(dir ${CMAKE_BINARY_DIR}/embedded/${out})
  file(MAKE_DIRECTORY ${dir})
  list(JOIN files "|" joined)
  add_custom_command(
    OUTPUT ${dir}/${out}.S ${dir}/${out}.cc
    COMMAND ${CMAKE_COMMAND} -DNAME=${out} -DFOLDER=${folder} "-DFILES=${joined}" -DHOW=${how} -DDIR=${dir} -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${paths} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    VERBATIM)
  set(${out} ${dir}/${out}.S ${dir}/${out}.cc PARENT_SCOPE)
endfunction()
