"""What happens to recommendations; sent inside the transaction, receivers only write or enqueue."""

from django.dispatch import Signal

# sender: Recommendation; recommendation: the Recommendation that was written.
recommendation_written = Signal()

# sender: RecommendationGroup; group: the RecommendationGroup that was written.
group_written = Signal()
