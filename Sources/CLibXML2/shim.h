// libxml2 as Swift sees it. Debian builds libxml2 with ICU, and its headers then pull in ICU's own,
// which clash with the copy inside Foundation. Nothing here needs ICU, so it is switched off for the
// headers only, before any of them looks.
#ifndef ESIMBATCH_CLIBXML2_SHIM_H
#define ESIMBATCH_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#endif
