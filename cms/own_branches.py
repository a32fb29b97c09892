"""What belongs to a branch is changed by its editors, and by those of the whole site."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView

from cms.editing import branches_of_editor, refuse_others_branch


class OwnBranches(ModelPermissionPolicy):
    """Wagtail's rights over a model, for the rows of one's own branches alone; rows of none belong to the whole site."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether this row is one of theirs."""
        return bool(self.user_has_permission(user, action) and self.own(user).filter(pk=instance.pk).exists())

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """The same for any of several rights."""
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """The rows that are theirs."""
        return self.own(user) if self.user_has_any_permission(user, actions) else self.model.objects.none()

    def own(self, user: Any) -> QuerySet[Any]:
        """Rows of the branches whose pages this person edits."""
        if user.has_perm("cms.change_organisation"):
            return self.model.objects.all()
        return self.model.objects.filter(branch__in=branches_of_editor(user, timezone.now()))


class OwnEdit(EditView):
    """Wagtail's page for changing a row, which by itself asks for the right over the model alone."""

    def get_object(self, queryset: Any = None) -> Any:
        """The row; raises PermissionDenied for another branch's."""
        found = super().get_object(queryset)
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise PermissionDenied
        return found


class OwnBranchForm(WagtailAdminModelForm):
    """The form of a row that belongs to a branch."""

    def clean(self) -> dict[str, Any]:
        """Keeps the row in a branch of whoever changes it."""
        cleaned: dict[str, Any] = super().clean()
        if "branch" in cleaned:
            refuse_others_branch(self, "branch", cleaned["branch"])
        return cleaned
