import type { ProjectionModel } from '../../artifact/app-model.js'
import type { PaginationSyntax } from '../../artifact/documents.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import type { Place } from './check-fields.js'

/** Checks that a page may be as long as it is when nobody says how long. */
export function checkPagination(pagination: PaginationSyntax, place: Place): ProjectionModel['pagination'] {
  const { pageArg, pageSizeArg, defaultPage, defaultPageSize, maxPageSize } = pagination
  if (defaultPageSize > maxPageSize) {
    const problem = `"default_page_size" is ${defaultPageSize}, and "max_page_size" allows no more than ${maxPageSize}`
    const extras = { path: `${place.path}.default_page_size` }
    const { defaultPageSizeAt: at } = pagination
    place.found.push(diagnostic('projection_plan_invalid_error', at, { problem }, extras))
  }
  return {
    pageArgument: pageArg.text,
    sizeArgument: pageSizeArg.text,
    defaultPage,
    defaultSize: defaultPageSize,
    maxSize: maxPageSize,
  }
}
