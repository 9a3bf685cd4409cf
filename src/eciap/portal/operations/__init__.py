"""Writing the portal: the trunk of the tree, pages in all their languages, and their records."""

from eciap.portal.operations.pages import put_home, put_news, put_publication, put_text_page
from eciap.portal.operations.people import forget_author
from eciap.portal.operations.records import give_up_record, keep_record
from eciap.portal.operations.translations import put_side_by_side
from eciap.portal.operations.tree import prepare_groups, prepare_tree

__all__ = [
    "forget_author",
    "give_up_record",
    "keep_record",
    "prepare_groups",
    "prepare_tree",
    "put_home",
    "put_news",
    "put_publication",
    "put_side_by_side",
    "put_text_page",
]
